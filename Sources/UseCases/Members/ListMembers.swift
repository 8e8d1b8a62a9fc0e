public import Domain
import Store

extension Workplace {
    /// Everybody of the organization, disabled members too, by name.
    public func listMembers(by author: Author) async throws -> [Member] {
        try author.require(.administer)
        return try await storage.read { tx in try tx.members.all(in: author.organizationID) }
    }
}
