public import Domain
import Store

extension Workplace {
    /// Ticks whenever a run has moved on; the first tick comes at once. Ends when its reader or the store does.
    ///
    /// - Throws: `.notFound(.run)` for a run of another organization.
    public func watchRun(_ id: Run.ID, by author: Author) async throws -> AsyncStream<Void> {
        try author.require(.look)
        // Subscribed before the look, so that nothing falls between the two.
        let ticks = ChangeTicks(of: .run(id)) { storage.changes() }
        guard try await storage.read({ tx in try tx.runs.find(id, in: author.organizationID) }) != nil else {
            throw UseCaseError.notFound(.run)
        }
        return AsyncStream { await ticks.next() }
    }
}
