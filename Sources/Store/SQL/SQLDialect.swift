/// The few things that the engines write differently; everything else is one text for both.
/// Each driver has one, in its file `…Dialect.swift`.
public struct SQLDialect: Sendable {
    /// The engine's type or clause behind each token of the DDL, e.g. `{INSTANT}` → `BIGINT`.
    public let tokens: [String: String]
    /// Appended to a SELECT whose rows this transaction takes for itself; rows that another one holds are passed over.
    public let takingRows: String
    /// Asked before a migration: lifts the limits of ordinary transactions, and makes two migrations run one after the
    /// other. Empty where writing transactions do so anyway.
    public let migrationOpening: [String]
    /// Answers a row when the table `$1` exists.
    public let findTable: String

    public init(tokens: [String: String], takingRows: String, migrationOpening: [String], findTable: String) {
        self.tokens = tokens
        self.takingRows = takingRows
        self.migrationOpening = migrationOpening
        self.findTable = findTable
    }

    /// The statement with every `{TOKEN}` replaced.
    func ddl(_ statement: String) -> String {
        tokens.reduce(statement) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
}
