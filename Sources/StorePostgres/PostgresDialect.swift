import Store

extension SQLDialect {
    /// What PostgreSQL 15 writes differently. Its counterpart is `SQLiteDialect.swift`.
    static let postgres = SQLDialect(
        tokens: [
            "TEXT": "TEXT COLLATE \"C\"", "INSTANT": "BIGINT", "COUNT": "BIGINT", "FLAG": "INTEGER", "BLOB": "BYTEA",
            "STRICT": "",
        ],
        takingRows: "FOR UPDATE SKIP LOCKED",
        migrationLock: "SELECT pg_advisory_xact_lock(7213456001)",
        findTable: """
            SELECT 1 AS amount FROM information_schema.tables
            WHERE table_schema = current_schema() AND table_name = $1
            """)
}
