import Store

/// One open transaction on one PostgreSQL connection.
struct PostgresSession: SQLSession {
    let link: PostgresLink

    var dialect: SQLDialect { .postgres }

    func query(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow] { try link.query(sql, values) }

    func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int { try link.execute(sql, values) }
}
