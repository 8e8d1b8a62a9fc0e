public import Domain
import Store

extension Workplace {
    /// The accounts of a connection, by number.
    public func listAccounts(of connection: Connection.ID, by author: Author) async throws -> [Account] {
        try author.require(.readRecords)
        return try await storage.read { tx in
            guard try tx.connections.find(connection, in: author.organizationID) != nil else {
                throw UseCaseError.notFound(.connection)
            }
            return try tx.accounts.ofConnection(connection, in: author.organizationID)
        }
    }
}
