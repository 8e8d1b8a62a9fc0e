import Domain
import Foundation
public import Logging
public import Store
import StorePostgres
import StoreSQLite

/// Opens the engine that the settings name.
public enum StorageSource {
    /// The schema is left alone: see `Storage.migrate()`.
    ///
    /// - Throws: `StoreError` with what to do.
    public static func open(_ settings: Settings, logger: Logger) async throws -> any Storage {
        if let url = settings.databaseURL {
            return try await PostgresStorage(url: url.exposed, logger: logger)
        }
        return try SQLiteStorage(path: DataFolder.database(settings).path())
    }
}
