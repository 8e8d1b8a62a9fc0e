public import Domain
import Ports
import Store

extension Workplace {
    /// Uses the first-run link: makes the organization and its owner, and signs the owner in.
    ///
    /// - Throws: `.linkUnusable` when the link is spent or an organization exists, `.invalid` for typed mistakes.
    public func setUpOwner(
        link: Secret<String>, organization: String, name: String, email: String, password: Secret<String>
    ) async throws -> NewSession {
        let founding = try await founding(organization, ownerName: name, email: email, password: password)
        let session = newSession(of: founding.owner, in: founding.organization)
        let digest = tokens.digest(of: link)
        let now = clock.now()
        try await storage.write { tx in
            // Of two that set up at once, this row lets one go first; the other then finds an organization.
            try tx.settings.set("first_run.used_by", founding.owner.id.prefixed)
            guard try tx.signInLinks.find(digest)?.purpose == .setup, try tx.signInLinks.use(digest, at: now),
                try tx.organizations.all().isEmpty
            else { throw UseCaseError.linkUnusable }
            try found(founding, by: .member(founding.owner.id), in: tx)
            try tx.sessions.insert(session.stored)
        }
        return session.new
    }
}
