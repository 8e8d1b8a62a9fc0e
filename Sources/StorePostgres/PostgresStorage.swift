public import Domain
import Foundation
public import Logging
public import Store

/// The store on PostgreSQL, shared by any number of processes.
public final class PostgresStorage: Storage {
    private static let attempts = 3

    private let pool: PostgresPool
    private let feed = ChangeFeed()
    private let listener: PostgresListener

    /// Connects once, so that a wrong address is noticed at the start.
    ///
    /// - Parameters:
    ///   - url: `postgres://user:password@host:port/database`.
    ///   - connections: Transactions at the same time; one more connection listens for changes.
    /// - Throws: `StoreError.unavailable` with what to do about it.
    public init(url: Secret<String>, connections: Int = 8, logger: Logger) async throws {
        let address = try PostgresAddress(url)
        pool = PostgresPool(address, capacity: connections)
        listener = PostgresListener(address, feed: feed, logger: logger)
        try await pool.withConnection { try await $0.open() }
        listener.start()
    }

    public func read<Value: Sendable>(_ body: @escaping @Sendable (Reading) throws -> Value) async throws -> Value {
        try await attempt { connection in
            try await connection.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") { session in
                try body(Reading(session: session))
            }
        }
    }

    public func write<Value: Sendable>(_ body: @escaping @Sendable (Writing) throws -> Value) async throws -> Value {
        try await attempt { connection in
            try await connection.transaction("BEGIN") { session in
                let writing = Writing(session: session)
                let value = try body(writing)
                for change in writing.announced {
                    _ = try session.query(
                        "SELECT pg_notify($1, $2)", [.text(PostgresListener.channel), .text("\(change)")])
                }
                return value
            }
        }
    }

    public func changes() -> AsyncStream<Change> { feed.stream() }

    public func close() async {
        listener.stop()
        feed.finish()
        await pool.close()
    }

    /// Runs a transaction again, a bounded number of times, when the server undid it or the line was lost before the
    /// commit: bodies are free of effects, so the second run is the first.
    private func attempt<Value: Sendable>(
        _ transaction: @escaping @Sendable (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        for number in 1..<Self.attempts {
            do {
                return try await pool.withConnection(transaction)
            } catch StoreError.deadlock, StoreError.serialization {
                continue
            } catch StoreError.unavailable(.interrupted), StoreError.unavailable(.unreachable) {
                try await Task.sleep(for: .milliseconds(150 * number * number))
            }
        }
        return try await pool.withConnection(transaction)
    }
}
