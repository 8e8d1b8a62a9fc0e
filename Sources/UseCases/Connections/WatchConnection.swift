public import Domain
import Store

extension Workplace {
    /// Ticks whenever something about a connection has changed; the first tick comes at once. Mail may be taken by a process
    /// of its own, which tells nobody on SQLite: so it ticks every few seconds besides. Ends when its reader or the store
    /// does.
    ///
    /// - Throws: `.notFound(.connection)` for a connection of another organization.
    public func watchConnection(_ id: Connection.ID, by author: Author) async throws -> AsyncStream<Void> {
        try author.require(.look)
        // Subscribed before the look, so that nothing falls between the two.
        let ticks = ChangeTicks(of: .connection(id), every: .seconds(limits.look)) { storage.changes() }
        guard try await storage.read({ tx in try tx.connections.find(id, in: author.organizationID) }) != nil else {
            throw UseCaseError.notFound(.connection)
        }
        return AsyncStream { await ticks.next() }
    }
}
