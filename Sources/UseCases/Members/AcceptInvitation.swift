public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Uses an invitation: makes the member and signs him in.
    ///
    /// - Throws: `.linkUnusable`, or `.invalid` for typed mistakes; the link stays usable after those.
    public func acceptInvitation(
        link: Secret<String>, name: String, password: Secret<String>
    ) async throws -> NewSession {
        var check = FieldCheck()
        let memberName = check.line("name", name)
        check.newPassword("password", password)
        try check.finish()

        let hash = try await passwords.hash(password)
        let digest = tokens.digest(of: link)
        let now = clock.now()
        return try await storage.write { tx in
            guard let found = try tx.signInLinks.find(digest), found.purpose == .invitation,
                let organizationID = found.organizationID, let email = found.email, let role = found.role,
                let organization = try tx.organizations.find(organizationID), organization.deactivatedAt == nil,
                try tx.signInLinks.use(digest, at: now)
            else { throw UseCaseError.linkUnusable }
            guard try tx.members.withEmail(email) == nil else { throw UseCaseError.addressTaken }
            let member = Member(
                id: newID(), organizationID: organizationID, name: memberName, email: email, role: role, createdAt: now)
            let session = newSession(of: member, in: organization)
            try tx.members.insert(member, passwordHash: hash)
            try tx.sessions.insert(session.stored)
            try record(.memberJoined, of: member.id, by: .member(member.id), in: organizationID, tx)
            return session.new
        }
    }
}
