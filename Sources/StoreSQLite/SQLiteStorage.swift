public import Foundation
import GRDB
public import Store
import Synchronization

/// The embedded store: one file, one writing process at a time, many readers.
///
/// Write-ahead log, `synchronous=FULL` (a commit survives a power cut), foreign keys on. Other processes, like the
/// command line, may open the same file; each waits for the other's writes up to the busy limit.
public final class SQLiteStorage: Storage {
    private let pool: DatabasePool
    private let path: String
    private let feed = ChangeFeed()
    private let isClosed = Mutex(false)

    /// Opens the file, or makes it, readable for its owner only. The schema is left alone: see `migrate()`.
    /// - Parameters:
    ///   - path: The database file; its folder must exist.
    ///   - busyLimit: Seconds to wait for another process's write.
    /// - Throws: `.unavailable` with what to do.
    public init(path: String, busyLimit: TimeInterval = 5) throws(StoreError) {
        self.path = path
        try Self.makeFile(path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(busyLimit)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 6
        configuration.label = "store"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // What is deleted is overwritten: a permission that ended leaves nothing in the file.
            try database.execute(sql: "PRAGMA secure_delete = ON")
        }
        do { pool = try DatabasePool(path: path, configuration: configuration) } catch {
            let mapped = StoreError(sqlite: error, path: path)
            throw mapped == .busy ? .unavailable(.fileLocked(path: path)) : mapped
        }
    }

    public func read<Value: Sendable>(_ body: @escaping @Sendable (Reading) throws -> Value) async throws -> Value {
        try await running { pool, path in
            try await pool.read { database in
                let session = StrictSession(SQLiteSession(database: database, path: path))
                let value = try body(Reading(session: session))
                if let failure = session.failure { throw failure }
                return value
            }
        }
    }

    @discardableResult
    public func write<Value: Sendable>(_ body: @escaping @Sendable (Writing) throws -> Value) async throws -> Value {
        let (value, changes, leavesNoTrace) = try await running { pool, path in
            try await pool.write { database in
                let session = StrictSession(SQLiteSession(database: database, path: path))
                let transaction = Writing(session: session)
                let value = try body(transaction)
                if let failure = session.failure { throw failure }
                return (value, transaction.announced, transaction.leavesNoTrace)
            }
        }
        feed.send(changes)
        if leavesNoTrace { await emptyLog() }
        return value
    }

    public func changes() -> AsyncStream<Change> { feed.stream() }

    public func close() async {
        guard
            isClosed.withLock({ isClosed in
                defer { isClosed = true }
                return !isClosed
            })
        else { return }
        feed.finish()
        // An error here means that a transaction is still open; SQLite keeps the file whole without a proper goodbye.
        try? await pool.barrierWriteWithoutTransaction { _ in }
        try? pool.close()
    }

    /// Moves everything from the log into the file and cuts the log off: pages of before are gone from both. Not done on
    /// closing: with an empty log the next process could not open the file while another one writes.
    private func emptyLog() async {
        // Readers are waited for as long as for another's write. One that stays longer keeps the log until the next time.
        _ = try? await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }

    private func running<Value>(
        _ work: (DatabasePool, String) async throws -> Value
    ) async throws -> Value {
        guard !isClosed.withLock({ $0 }) else { throw StoreError.unavailable(.closed) }
        do { return try await work(pool, path) } catch {
            // An interrupted statement reports itself as an error of the engine.
            if Task.isCancelled { throw CancellationError() }
            guard error is DatabaseError else { throw error }
            throw StoreError(sqlite: error, path: path)
        }
    }

    /// An empty file of mode 0600 is a valid empty database; the log and the shared memory beside it inherit the mode.
    private static func makeFile(_ path: String) throws(StoreError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else { throw .unavailable(.folderMissing(path: path)) }
        if FileManager.default.fileExists(atPath: path) {
            // Never opened and closed here: that would drop the locks of every other connection of this process.
            guard chmod(path, 0o600) == 0 else { throw .unavailable(.notPermitted(path: path)) }
        } else {
            let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw .unavailable(.notPermitted(path: path)) }
            Foundation.close(file)
        }
    }
}
