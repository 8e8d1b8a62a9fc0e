import Store

/// The transaction that is open on a link.
struct PostgresSession: SQLSession {
    let link: PostgresLink

    var dialect: SQLDialect { .postgres }

    func query(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow] {
        guard !Task.isCancelled else { throw .timedOut }
        return try link.run(sql, values).rows
    }

    func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        guard !Task.isCancelled else { throw .timedOut }
        return try link.run(sql, values).changed
    }
}
