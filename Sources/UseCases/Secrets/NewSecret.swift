import Domain
import Foundation
import Ports
import Store

/// Checked and sealed credentials, ready to be stored.
struct NewSecret: Sendable {
    let key: WrappedKey
    let credential: Credential
}

extension Workplace {
    /// Seals credentials, provided that the portal never refused them before.
    ///
    /// - Throws: `.invalid` naming `password` when it was refused, or when the login's budget of today is spent.
    func newSecret(
        _ credentials: SignInCredentials, for connection: Connection, version: Int, under key: WrappedKey,
        by author: Author
    ) async throws -> NewSecret {
        let now = clock.now()
        let prints = LoginPrints(
            of: credentials, at: connection.providerKey, in: connection.organizationID, run: nil, by: fingerprinting)
        let history = try await storage.read { tx in
            try tx.submissions.history(
                login: prints.login, secret: prints.secret(.password), since: now.addingTimeInterval(-86_400),
                in: connection.organizationID)
        }
        let name = connectors.provider(connection.providerKey)?.name ?? connection.providerKey.text
        let rejected = history.filter { $0.verdict == .rejected && $0.secret == prints.secret(.password) }
        if let last = rejected.map(\.at).max() {
            throw UseCaseError.invalid([.rejectedBefore(by: name, at: last)])
        }
        let sealed = try seal(credentials, version: version, of: connection.id, under: key)
        return NewSecret(
            key: key,
            credential: Credential(
                connectionID: connection.id, version: version, sealed: sealed, createdAt: now,
                createdBy: author.memberID))
    }
}

extension FieldProblem {
    /// The secret is known to be wrong: nothing is sent for it.
    static func rejectedBefore(by provider: String, at date: Date) -> FieldProblem {
        let style = Date.FormatStyle(locale: Locale(identifier: "en_GB"), timeZone: .gmt).day().month(.wide).year()
        return FieldProblem(
            field: SignInFields.password, code: SubmissionRefusal.rejectedBefore.rawValue,
            message: "\(provider) refused this password on \(date.formatted(style)). Enter the current one.")
    }
}
