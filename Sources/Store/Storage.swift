/// Everything that must outlive the process. Both engines keep every promise made here; `StoreConformance` is how we
/// know.
///
/// Bodies are synchronous, so nobody awaits the network while holding a transaction, and free of effects of their own:
/// a driver may run one again after a deadlock. An error that a body throws ends the transaction and comes out as it
/// is; cancelling the task ends it with `CancellationError`.
public protocol Storage: Sendable {
    /// Runs a body on one unchanging snapshot.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Reading) throws -> Value) async throws -> Value

    /// Runs a body in one transaction; when it returns, everything is durable and announced.
    @discardableResult
    func write<Value: Sendable>(_ body: @escaping @Sendable (Writing) throws -> Value) async throws -> Value

    /// What changed, after it was committed, by this or any other process on the same database (SQLite: this process).
    /// Notices are hints to look again: a slow reader may miss some. The stream ends with its task or the store.
    func changes() -> AsyncStream<Change>

    /// Waits for what is under way and lets go of the database; later calls throw `.unavailable(.closed)`.
    func close() async
}
