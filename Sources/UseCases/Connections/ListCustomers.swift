public import Domain
import Store

extension Workplace {
    /// Customers whose name or address begins like the search, by name; at most 20.
    public func listCustomers(search: String, by author: Author) async throws -> [Customer] {
        try author.require(.look)
        return try await storage.read { tx in
            try tx.customers.search(search, in: author.organizationID, limit: 20)
        }
    }
}
