import Store

extension SQLDialect {
    /// PostgreSQL 15. Text compares by bytes, as in SQLite. Twin: `SQLiteDialect.swift`.
    static let postgres = SQLDialect(
        tokens: [
            "TEXT": "TEXT COLLATE \"C\"", "INSTANT": "BIGINT", "COUNT": "BIGINT", "FLAG": "BIGINT", "BLOB": "BYTEA",
            "STRICT": "",
        ],
        takingRows: "FOR UPDATE SKIP LOCKED",
        // Any number will do that nothing else in this database locks: the ASCII codes of "tie".
        migrationOpening: [
            // A table of millions of rows takes longer than a request may, and so does waiting for whoever is at it.
            "SELECT set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)",
            "SELECT pg_advisory_xact_lock(116105101)",
        ],
        findTable: "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = $1")
}
