public import Domain
import Store

extension Workplace {
    /// Gives a member another role, from the next request on.
    ///
    /// - Throws: `.lastOwner` when nobody else could administer the organization.
    public func changeRole(of id: Member.ID, to role: Role, by author: Author) async throws {
        try author.require(.administer)
        try await storage.write { tx in
            let member = try activeMember(id, of: author, in: tx)
            guard member.role != role else { return }
            try queueForOwners(of: author.organizationID, in: tx)
            try tx.members.setRole(id, in: author.organizationID, to: role)
            try requireAnOwner(of: author.organizationID, in: tx)
            try record(.memberRoleChanged, of: id, by: author, in: tx)
        }
    }

    func activeMember(_ id: Member.ID, of author: Author, in tx: Writing) throws -> Member {
        guard let member = try tx.members.find(id, in: author.organizationID), member.disabledAt == nil else {
            throw UseCaseError.notFound(.member)
        }
        return member
    }

    /// Lets transactions that could each remove the last-but-one owner pass one after the other: all write this row first.
    func queueForOwners(of id: Organization.ID, in tx: Writing) throws {
        guard let organization = try tx.organizations.find(id) else { return }
        try tx.organizations.rename(id, to: organization.name)
    }

    /// Undoes the transaction that would leave an organization without an owner.
    func requireAnOwner(of organization: Organization.ID, in tx: Writing) throws {
        guard try tx.members.count(role: .owner, in: organization) > 0 else { throw UseCaseError.lastOwner }
    }
}
