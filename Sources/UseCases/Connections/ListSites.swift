public import Domain
import Store

extension Workplace {
    /// The sites of the organization's customers, by name; at most 200.
    public func listSites(by author: Author) async throws -> [Site] {
        try author.require(.look)
        return try await storage.read { tx in try tx.sites.all(in: author.organizationID, limit: 200) }
    }
}
