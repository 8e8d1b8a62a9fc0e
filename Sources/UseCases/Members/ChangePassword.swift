public import Domain
import Ports
import Store

extension Workplace {
    /// Changes a member's own password. Every session of his ends; the answer is a new one.
    ///
    /// - Throws: `.invalid` naming `current_password` or `new_password`.
    public func changePassword(
        from current: Secret<String>, to new: Secret<String>, of session: SignedInMember
    ) async throws -> NewSession {
        let member = session.member
        let found = try await storage.read { tx in try tx.members.withEmail(member.email) }
        var check = FieldCheck()
        check.newPassword("new_password", new)
        if await !passwords.verify(current, against: found?.passwordHash ?? "") {
            check.add("current_password", "wrong", "This is not your current password.")
        }
        try check.finish()

        let hash = try await passwords.hash(new)
        return try await storage.write { tx in
            guard try tx.sessions.find(session.sessionDigest) != nil else { throw UseCaseError.signInRefused }
            let fresh = newSession(of: member, in: session.organization)
            try tx.members.setPasswordHash(member.id, in: member.organizationID, hash)
            try tx.sessions.deleteAll(of: member.id, in: member.organizationID)
            try tx.sessions.insert(fresh.stored)
            try record(.passwordChanged, of: member.id, by: session.author, in: tx)
            return fresh.new
        }
    }
}
