import Store

extension SQLDialect {
    /// SQLite 3.40. Its one writer needs no row locks. Twin: `PostgresDialect.swift`.
    static let sqlite = SQLDialect(
        tokens: [
            "TEXT": "TEXT", "INSTANT": "INTEGER", "COUNT": "INTEGER", "FLAG": "INTEGER", "BLOB": "BLOB",
            "STRICT": "STRICT",
        ],
        takingRows: "",
        migrationOpening: [],
        findTable: "SELECT name FROM sqlite_master WHERE type = 'table' AND name = $1")
}
