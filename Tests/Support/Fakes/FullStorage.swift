public import Store
import Synchronization

/// A store whose disk can be full: then it reads, and writes nothing.
public final class FullStorage: Storage {
    private let base: any Storage
    private let full = Mutex(false)

    public init(_ base: any Storage) { self.base = base }

    public var isFull: Bool {
        get { full.withLock { $0 } }
        set { full.withLock { $0 = newValue } }
    }

    public func read<Value: Sendable>(_ body: @escaping @Sendable (Reading) throws -> Value) async throws -> Value {
        try await base.read(body)
    }

    @discardableResult
    public func write<Value: Sendable>(_ body: @escaping @Sendable (Writing) throws -> Value) async throws -> Value {
        guard !isFull else { throw StoreError.full }
        return try await base.write(body)
    }

    public func changes() -> AsyncStream<Change> { base.changes() }

    public func close() async { await base.close() }
}
