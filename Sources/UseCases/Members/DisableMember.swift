public import Domain
import Ports
import Store

extension Workplace {
    /// Shuts a member out at once: every session dies.
    ///
    /// - Throws: `.lastOwner` when nobody else could administer the organization.
    public func disableMember(_ id: Member.ID, by author: Author) async throws {
        try author.require(.administer)
        let now = clock.now()
        try await storage.write { tx in
            let member = try activeMember(id, of: author, in: tx)
            try queueForOwners(of: author.organizationID, in: tx)
            try tx.members.disable(member.id, in: author.organizationID, at: now)
            try requireAnOwner(of: author.organizationID, in: tx)
            try tx.sessions.deleteAll(of: member.id, in: author.organizationID)
            try record(.memberDisabled, of: id, by: author, in: tx)
        }
    }

    /// Lets a disabled member in again, with the password and role he had.
    public func enableMember(_ id: Member.ID, by author: Author) async throws {
        try author.require(.administer)
        try await storage.write { tx in
            guard let member = try tx.members.find(id, in: author.organizationID) else {
                throw UseCaseError.notFound(.member)
            }
            guard member.disabledAt != nil else { return }
            try tx.members.enable(id, in: author.organizationID)
            try record(.memberEnabled, of: id, by: author, in: tx)
        }
    }
}
