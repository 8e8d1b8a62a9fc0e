public import Domain
import Store

extension Workplace {
    /// Ticks whenever a run has moved on; the first tick comes at once.
    ///
    /// - Throws: `.notFound(.run)` for a run of another organization.
    public func watchRun(_ id: Run.ID, by author: Author) async throws -> RunTicks {
        try author.require(.look)
        // Subscribed before the look, so that nothing falls between the two.
        let changes = storage.changes()
        guard try await storage.read({ tx in try tx.runs.find(id, in: author.organizationID) }) != nil else {
            throw UseCaseError.notFound(.run)
        }
        return RunTicks(id: id, changes: changes)
    }
}

/// One element per moment at which a run is worth looking at again. Ends when its reader or the store does.
public struct RunTicks: AsyncSequence, Sendable {
    let id: Run.ID
    let changes: AsyncStream<Change>

    public func makeAsyncIterator() -> Iterator { Iterator(id: id, changes: changes.makeAsyncIterator()) }

    public struct Iterator: AsyncIteratorProtocol {
        let id: Run.ID
        var changes: AsyncStream<Change>.Iterator
        var isFirst = true

        public mutating func next() async -> Void? {
            guard !isFirst else {
                isFirst = false
                return ()
            }
            while let change = await changes.next() {
                if change.topic == .run(id) || change.topic == .anything { return () }
            }
            return nil
        }
    }
}
