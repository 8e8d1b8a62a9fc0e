public import Store
import Synchronization

/// A store whose process dies at its n-th transaction: from then on nothing is stored any more.
public final class DyingStorage: Storage {
    public enum Moment: String, Sendable, CaseIterable {
        /// The transaction never begins.
        case beforeCommit
        /// It is durable, but whoever asked for it does not hear so.
        case afterCommit
    }

    public struct Death: Error {}

    private let base: any Storage
    private let last: Int
    private let moment: Moment
    private let count = Mutex(0)

    /// - Parameter last: the number of the transaction, counted from 1, at which the process dies.
    public init(_ base: any Storage, at last: Int, _ moment: Moment) {
        self.base = base
        self.last = last
        self.moment = moment
    }

    /// Whether the process got as far as dying.
    public var isDead: Bool { count.withLock { $0 >= last } }

    public func read<Value: Sendable>(_ body: @escaping @Sendable (Reading) throws -> Value) async throws -> Value {
        try await dying { try await base.read(body) }
    }

    public func write<Value: Sendable>(_ body: @escaping @Sendable (Writing) throws -> Value) async throws -> Value {
        try await dying { try await base.write(body) }
    }

    public func changes() -> AsyncStream<Change> { base.changes() }

    public func close() async { await base.close() }

    private func dying<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        let number = count.withLock { count in
            count += 1
            return count
        }
        guard number < last || (number == last && moment == .afterCommit) else { throw Death() }
        let value = try await work()
        guard number < last else { throw Death() }
        return value
    }
}
