public import Domain
import Store

extension Workplace {
    /// Ticks whenever a run has moved on; the first tick comes at once. The stream ends when its reader stops.
    ///
    /// - Throws: `.notFound(.run)` for a run of another organization.
    public func watchRun(_ id: Run.ID, by author: Author) async throws -> AsyncStream<Void> {
        try author.require(.look)
        // Subscribed before the look, so that nothing falls between the two.
        let changes = storage.changes()
        guard try await storage.read({ tx in try tx.runs.find(id, in: author.organizationID) }) != nil else {
            throw UseCaseError.notFound(.run)
        }
        var source = changes.filter { $0.topic == .run(id) || $0.topic == .anything }.makeAsyncIterator()
        var isFirst = true
        return AsyncStream {
            if isFirst {
                isFirst = false
                return ()
            }
            return await source.next().map { _ in () }
        }
    }
}
