public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Signs a member in with e-mail address and password. An unknown address takes as long as a wrong password.
    ///
    /// - Throws: `.signInRefused`, never saying which of the two was wrong.
    public func signIn(email: String, password: Secret<String>) async throws -> NewSession {
        let address = email.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        let found = try await storage.read { tx in try tx.members.withEmail(address) }
        let matches = await passwords.verify(password, against: found?.passwordHash ?? "")
        guard let member = found?.member, matches else { throw UseCaseError.signInRefused }
        return try await openSession(for: member.id, of: member.organizationID)
    }

    /// Makes a session, provided that the member and the organization are still active in the same transaction.
    func openSession(for id: Member.ID, of organizationID: Organization.ID) async throws -> NewSession {
        try await storage.write { tx in
            guard let member = try tx.members.find(id, in: organizationID), member.disabledAt == nil,
                let organization = try tx.organizations.find(organizationID), organization.deactivatedAt == nil
            else { throw UseCaseError.signInRefused }
            let session = newSession(of: member, in: organization)
            try tx.sessions.insert(session.stored)
            try record(.memberSignedIn, of: member.id, by: .member(member.id), in: organization.id, tx)
            return session.new
        }
    }
}
