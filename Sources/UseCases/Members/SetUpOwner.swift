public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Uses the first-run link: makes the organization and its owner, and signs the owner in.
    ///
    /// - Throws: `.linkUnusable` when the link is spent or an organization exists, `.invalid` for typed mistakes.
    public func setUpOwner(
        link: Secret<String>, organization name: String, name ownerName: String, email: String,
        password: Secret<String>
    ) async throws -> NewSession {
        var check = FieldCheck()
        let organizationName = check.line("organization", name)
        let memberName = check.line("name", ownerName)
        let address = check.email("email", email)
        check.newPassword("password", password)
        try check.finish()

        let hash = try await passwords.hash(password)
        let now = clock.now()
        let organization = Organization(id: newID(), name: organizationName, createdAt: now)
        let owner = Member(
            id: newID(), organizationID: organization.id, name: memberName, email: address, role: .owner,
            createdAt: now)
        let session = newSession(of: owner, in: organization)
        let digest = tokens.digest(of: link)
        try await storage.write { tx in
            // Of two that set up at once, this row lets one go first; the other then finds an organization.
            try tx.settings.set("first_run.used_by", owner.id.prefixed)
            guard try tx.signInLinks.find(digest)?.purpose == .setup, try tx.signInLinks.use(digest, at: now),
                try tx.organizations.all().isEmpty
            else { throw UseCaseError.linkUnusable }
            try tx.organizations.insert(organization)
            try tx.members.insert(owner, passwordHash: hash)
            try tx.sessions.insert(session.stored)
            try record(.organizationCreated, of: organization.id, by: .member(owner.id), in: organization.id, tx)
        }
        return session.new
    }
}
