import Domain
import Store

extension Workplace {
    /// A connection of the author's organization.
    ///
    /// - Throws: `.notFound(.connection)`, also for one that belongs to somebody else.
    func connection(_ id: Connection.ID, of author: Author, in tx: Writing) throws -> Connection {
        guard let found = try tx.connections.find(id, in: author.organizationID) else {
            throw UseCaseError.notFound(.connection)
        }
        if case .customer(let customer) = author.identity, found.customerID != customer {
            throw UseCaseError.notFound(.connection)
        }
        return found
    }

    /// Runs a transaction whose decision may be overtaken by another: it is then made anew from fresh state.
    ///
    /// - Throws: `.busy` when others were faster five times.
    func deciding<Value: Sendable>(_ body: @escaping @Sendable (Writing) throws -> Value) async throws -> Value {
        for _ in 1...5 {
            do {
                return try await storage.write(body)
            } catch StoreError.stale {
                continue
            }
        }
        throw UseCaseError.busy
    }
}
