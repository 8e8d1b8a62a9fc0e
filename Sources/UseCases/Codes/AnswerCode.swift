public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Gives a waiting run the code that a person typed. The first code wins, whoever brings it.
    ///
    /// - Throws: `.notFound(.run)`; `.invalid` naming `code` when it cannot be one of this portal's; `.codeNotWanted` when
    ///   nothing waits any more.
    public func answerCode(_ code: Secret<String>, for run: Run.ID, by author: Author) async throws {
        try author.require(.operate)
        let organization = author.organizationID
        let (found, wait, key) = try await storage.read { tx in
            let found = try tx.runs.find(run, in: organization)
            return (
                found, try tx.codeWaits.latest(of: run, in: organization),
                try found.flatMap { try tx.dataKeys.find(owner: $0.connectionID.uuid) }
            )
        }
        guard let found else { throw UseCaseError.notFound(.run) }
        guard let wait, let key, wait.state == .waiting, wait.channel != .totp else { throw UseCaseError.codeNotWanted }
        let shape = connectors.provider(found.providerKey)?.codes?.shape ?? .usual
        let sealed = try seal(checked(code, shape: shape), for: wait, under: key)
        let now = clock.now()
        try await storage.write { tx in
            guard try tx.codeWaits.arrive(wait, sealed: sealed, at: now) else { throw UseCaseError.codeNotWanted }
            try record(.codeAnswered, of: run, by: author, in: tx)
            tx.announce(Change(topic: .run(run)))
        }
    }

    /// The code without what people put between its characters.
    private func checked(_ code: Secret<String>, shape: CodeShape) throws(UseCaseError) -> Secret<String> {
        let bare = code.map { text in
            text.filter { !$0.isWhitespace && !(shape.isNumeric && ($0 == "-" || $0 == ".")) }
        }
        guard shape.fits(bare.exposed) else {
            throw .invalid([FieldProblem(field: "code", code: "not_a_code", message: shape.advice)])
        }
        return bare
    }
}

extension CodeShape {
    /// What a code looks like, for the person who types it.
    var advice: String {
        let figures = isNumeric ? "digits" : "letters or digits"
        return length.count == 1
            ? "Enter the code of \(length.lowerBound) \(figures)."
            : "Enter the code of \(length.lowerBound) to \(length.upperBound) \(figures)."
    }
}
