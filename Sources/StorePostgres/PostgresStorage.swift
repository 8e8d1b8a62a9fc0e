public import Logging
public import Store
import Synchronization

/// The store for many processes: PostgreSQL 15, or what speaks its protocol.
public final class PostgresStorage: Storage {
    private let pool: PostgresPool
    private let listener: ChangeListener
    private let feed = ChangeFeed()
    private let logger: Logger
    private let tickets = Mutex(0)

    /// Connects. The schema is left alone: see `migrate()`.
    /// - Parameters:
    ///   - url: `postgres://user:password@host:port/database`.
    ///   - connections: How many transactions may run at once in this process.
    /// - Throws: `StoreError.unavailable` with what to do, never with the password.
    public init(url: String, connections: Int = 8, logger: Logger) async throws {
        let address = try PostgresAddress(url)
        self.logger = logger
        pool = PostgresPool(address, size: max(1, connections))
        listener = ChangeListener(address, feed: feed, logger: logger)
        try await once(begin: Self.reading) { session in _ = try session.query("SELECT 1", []) }
        await listener.start()
    }

    deinit { listener.stop() }

    public func read<Value: Sendable>(_ body: @escaping @Sendable (Reading) throws -> Value) async throws -> Value {
        try await repeating(begin: Self.reading) { session in try body(Reading(session: session)) }
    }

    @discardableResult
    public func write<Value: Sendable>(_ body: @escaping @Sendable (Writing) throws -> Value) async throws -> Value {
        try await repeating(begin: "BEGIN") { session in
            let transaction = Writing(session: session)
            let value = try body(transaction)
            for change in transaction.announced {
                // The server delivers it at the commit, to this process too.
                _ = try session.query(
                    "SELECT pg_notify($1, $2)", [.text(ChangeListener.channel), .text(change.description)])
            }
            return value
        }
    }

    public func changes() -> AsyncStream<Change> { feed.stream() }

    public func close() async {
        listener.stop()
        feed.finish()
        await pool.close()
    }

    /// One unchanging snapshot, as SQLite gives.
    private static let reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    /// What is waited before a transaction is run again.
    private static let pauses: [Duration] = [.milliseconds(50), .milliseconds(500)]

    /// Runs a transaction, and again after a deadlock or when the connection broke before the commit: three times at most.
    private func repeating<Value: Sendable>(
        begin: String, _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        for pause in Self.pauses {
            do { return try await once(begin: begin, body) } catch let error as StoreError where error.mayPass {
                logger.debug("a transaction is run again", metadata: ["code": "\(error.code)"])
                try await Task.sleep(for: pause)
            }
        }
        return try await once(begin: begin, body)
    }

    private func once<Value: Sendable>(
        begin: String, _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        let worker = try await pool.lend()
        let ticket = tickets.withLock { number in
            number += 1
            return number
        }
        let result: Result<Value, any Error>
        do {
            result = .success(
                try await withTaskCancellationHandler {
                    try await worker.transaction(ticket, begin: begin, body)
                } onCancel: {
                    worker.canceller.cancel(ticket)
                })
        } catch {
            // A statement that was cancelled reports itself as one that took too long.
            result = .failure(error as? StoreError == .timedOut && Task.isCancelled ? CancellationError() : error)
        }
        await pool.giveBack(worker)
        return try result.get()
    }
}

extension StoreError {
    /// Whether the same transaction, which left nothing behind, may succeed a moment later.
    fileprivate var mayPass: Bool {
        switch self {
        case .deadlock, .serialization, .unavailable(.interrupted), .unavailable(.unreachable): true
        default: false
        }
    }
}
