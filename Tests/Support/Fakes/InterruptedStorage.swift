public import Store
import Synchronization

/// A store where something happens right before its n-th transaction, as another process would do it.
public final class InterruptedStorage: Storage {
    private let base: any Storage
    private let position: Int
    private let act: @Sendable () async throws -> Void
    private let count = Mutex(0)

    /// - Parameter position: the number of the transaction, counted from 1.
    public init(_ base: any Storage, before position: Int, act: @escaping @Sendable () async throws -> Void) {
        self.base = base
        self.position = position
        self.act = act
    }

    public func read<Value: Sendable>(_ body: @escaping @Sendable (Reading) throws -> Value) async throws -> Value {
        try await interrupt()
        return try await base.read(body)
    }

    public func write<Value: Sendable>(_ body: @escaping @Sendable (Writing) throws -> Value) async throws -> Value {
        try await interrupt()
        return try await base.write(body)
    }

    public func changes() -> AsyncStream<Change> { base.changes() }

    public func close() async { await base.close() }

    private func interrupt() async throws {
        let number = count.withLock { count in
            count += 1
            return count
        }
        if number == position { try await act() }
    }
}
