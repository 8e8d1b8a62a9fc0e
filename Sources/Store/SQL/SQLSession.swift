/// One open transaction on one engine. Values bind to `$1`, `$2` … by number.
public protocol SQLSession {
    /// What the engine writes differently.
    var dialect: SQLDialect { get }

    /// Runs a statement and answers its rows.
    func query(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow]

    /// Runs a statement and answers how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int
}

extension SQLSession {
    /// The first row, if there is any.
    func first(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> SQLRow? { try query(sql, values).first }

    /// The whole number in the one column `amount` of the one row; 0 when it is NULL or there is no row.
    func amount(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        try first(sql, values)?.optionalInteger("amount") ?? 0
    }
}
