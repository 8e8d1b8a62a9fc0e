public import Domain
import Store

extension Workplace {
    /// The organization's keys, revoked ones too, newest first.
    public func listAPIKeys(by author: Author) async throws -> [APIKey] {
        try author.require(.administer)
        return try await storage.read { tx in try tx.apiKeys.all(in: author.organizationID) }
    }
}
