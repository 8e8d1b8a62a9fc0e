import Foundation
import Logging
public import Store
public import StorePostgres
public import StoreSQLite

/// Both engines, for tests that run on each.
public enum StoreEngine: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// A new, migrated, empty store.
    public func makeStore() async throws -> any Storage {
        switch self {
        case .sqlite: try await TemporaryStore.sqlite()
        case .postgres: try await TemporaryStore.postgres()
        }
    }
}

/// Stores that nobody else uses and that go away with the process.
public enum TemporaryStore {
    /// Migrated and empty.
    public static func sqlite() async throws -> SQLiteStorage {
        let storage = try SQLiteStorage(path: TemporaryFolder.make().appending(path: "tieline.db").path)
        try await storage.migrate()
        return storage
    }

    /// Migrated and empty, on the throw-away cluster.
    public static func postgres(connections: Int = 4) async throws -> PostgresStorage {
        try await open(url: ThrowAwayPostgres.shared.makeDatabase(), connections: connections)
    }

    /// Another store object on the same PostgreSQL database, as another process would have.
    public static func open(url: String, connections: Int = 4) async throws -> PostgresStorage {
        try await PostgresStorage(
            url: url, connections: connections, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }
}
