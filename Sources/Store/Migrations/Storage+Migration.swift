/// Where a database's schema stands.
public struct SchemaStatus: Sendable, Equatable {
    /// The newest migration that ran with all before it; 0 in an empty database.
    public let applied: Int
    /// The newest migration that this version knows.
    public let known: Int

    public var isCurrent: Bool { applied == known }

    /// - Throws: `.schema(.behind)` when migrations are missing.
    public func requireCurrent() throws(StoreError) {
        guard isCurrent else { throw .schema(.behind(applied: applied, known: known)) }
    }
}

extension Storage {
    /// Looks, changes nothing.
    /// - Throws: `.schema` when the database is newer than this version, or belongs to something else.
    public func schemaStatus() async throws -> SchemaStatus {
        try await read { tx in try MigrationRunner(session: tx.session).status() }
    }

    /// Brings the schema to this version: every missing migration, in one transaction. Whoever comes second, in
    /// whichever process, finds nothing to do.
    /// - Returns: The names of the migrations that ran now.
    @discardableResult
    public func migrate() async throws -> [String] {
        try await write { tx in try MigrationRunner(session: tx.session).run() }
    }
}
