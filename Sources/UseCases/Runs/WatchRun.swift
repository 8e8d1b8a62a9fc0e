public import Domain
import Store

extension Workplace {
    /// Ticks whenever a run has moved on; the first tick comes at once. Ends when its reader or the store does.
    ///
    /// - Throws: `.notFound(.run)` for a run of another organization.
    public func watchRun(_ id: Run.ID, by author: Author) async throws -> AsyncStream<Void> {
        try author.require(.look)
        // Subscribed before the look, so that nothing falls between the two.
        let changes = storage.changes()
        guard try await storage.read({ tx in try tx.runs.find(id, in: author.organizationID) }) != nil else {
            throw UseCaseError.notFound(.run)
        }
        let ticks = RunTicks(id: id, changes: changes)
        return AsyncStream { await ticks.next() }
    }
}

/// Says when a run is worth looking at again.
private actor RunTicks {
    private let id: Run.ID
    private let changes: AsyncStream<Change>
    private var isFirst = true

    init(id: Run.ID, changes: AsyncStream<Change>) {
        self.id = id
        self.changes = changes
    }

    /// Nil when the reader or the store has ended.
    func next() async -> Void? {
        guard !isFirst else {
            isFirst = false
            return ()
        }
        for await change in changes where change.topic == .run(id) || change.topic == .anything { return () }
        return nil
    }
}
