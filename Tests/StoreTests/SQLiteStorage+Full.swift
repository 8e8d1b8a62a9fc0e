import StoreSQLite

@testable import Store

extension SQLiteStorage {
    /// Makes the disk as good as full: the file may not grow any more.
    func limitSize() async throws {
        try await write { tx in _ = try tx.session.query("PRAGMA max_page_count = 1", []) }
    }
}
