import Foundation
import GRDB
import Store

/// One open transaction on one SQLite connection.
struct SQLiteSession: SQLSession {
    let database: Database
    let path: String

    var dialect: SQLDialect { .sqlite }

    func query(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow] {
        try mapping { () throws -> [SQLRow] in
            let statement = try database.cachedStatement(sql: sql)
            try statement.setArguments(arguments(values))
            let positions = Dictionary(
                statement.columnNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            var rows: [SQLRow] = []
            let cursor = try Row.fetchCursor(statement)
            while let row = try cursor.next() {
                rows.append(SQLRow(positions: positions, values: row.databaseValues.map { SQLValue(stored: $0) }))
            }
            return rows
        }
    }

    func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        try mapping { () throws -> Int in
            let statement = try database.cachedStatement(sql: sql)
            try statement.execute(arguments: arguments(values))
            return database.changesCount
        }
    }

    /// By name: to SQLite `$2` is a name, and positional values would bind in the order of first appearance.
    private func arguments(_ values: [SQLValue]) -> StatementArguments {
        StatementArguments(
            values.enumerated().map { ("\($0 + 1)", $1.databaseValue as (any DatabaseValueConvertible)?) })
    }

    private func mapping<Value>(_ work: () throws -> Value) throws(StoreError) -> Value {
        do { return try work() } catch { throw StoreError(sqlite: error, path: path) }
    }
}

extension SQLValue {
    fileprivate init(stored value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob([UInt8](data))
        }
    }

    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }
}
