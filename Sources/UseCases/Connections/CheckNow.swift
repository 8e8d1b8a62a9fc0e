public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Queues a check at once. While one is queued or under way, that one is the answer.
    ///
    /// - Parameter confirmingResend: a person allows that a secret is sent again although its last answer was never seen.
    /// - Throws: `.checkRefused` saying why a check would do no good, and what would.
    public func checkNow(
        _ id: Connection.ID, confirmingResend: Bool = false, by author: Author
    ) async throws -> Run.ID {
        try author.require(.operate)
        let secret = try await storedSecret(of: id, by: author)
        return try await deciding { tx in
            let connection = try self.connection(id, of: author, in: tx)
            try connection.requireCollecting()
            if let current = try tx.runs.active(of: id) { return current.id }
            try requireUsableSecret(of: connection, in: tx)
            guard try isAnswerUnknown(secret, of: connection, in: tx) else {
                try record(.checkRequested, of: id, by: author, in: tx)
                return try queueRun(for: connection, trigger: .manual, requestedBy: author.memberID, in: tx)
            }
            guard confirmingResend else { throw UseCaseError.checkRefused(.needsConfirmation) }
            try record(.resendConfirmed, of: id, by: author, in: tx)
            return try queueRun(for: connection, trigger: .repair, requestedBy: author.memberID, in: tx)
        }
    }

    /// Throws when the status was given with the very credentials that are stored, and says that they are of no use.
    func requireUsableSecret(of connection: Connection, in tx: Writing) throws {
        guard connection.credentialVersion > 0 else { throw UseCaseError.checkRefused(.noCredentials) }
        let status = connection.state.status
        let evidence = try connection.state.evidenceRunID.flatMap {
            try tx.runs.find($0, in: connection.organizationID)
        }
        guard evidence?.credentialVersion == connection.credentialVersion else { return }
        switch status.entry.retry {
        case .never: throw UseCaseError.checkRefused(.needsCredentials(status))
        case .lock: throw UseCaseError.checkRefused(.needsUnlock)
        default: return
        }
    }

    /// Whether the stored password went out before and nobody knows what became of it, so that only a person may resend.
    private func isAnswerUnknown(_ secret: StoredSecret, of connection: Connection, in tx: Writing) throws -> Bool {
        guard let prints = secret.prints else { return false }
        let password = prints.secret(.password)
        let now = clock.now()
        let history = try tx.submissions.history(
            login: prints.login, secret: password, since: now.addingTimeInterval(-rhythm.seconds(LawSpan.budget)),
            in: connection.organizationID)
        let refusal = SubmissionGate.refusal(
            of: password, kind: .password, isAttended: false, by: newID(), history: history, at: now, rhythm: rhythm)
        return refusal == .answerUnknown
    }
}
