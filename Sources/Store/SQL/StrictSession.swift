/// A session on which the first failing statement ends the transaction: every later statement throws the same error,
/// and the driver rolls back even when the body swallowed it. PostgreSQL aborts a transaction by itself, SQLite would go
/// on with half of it; so both behave alike.
public final class StrictSession: SQLSession {
    private let base: any SQLSession
    /// The error that ended the transaction.
    public private(set) var failure: StoreError?

    public init(_ base: any SQLSession) { self.base = base }

    public var dialect: SQLDialect { base.dialect }

    public func query(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow] {
        try check(values)
        do { return try base.query(sql, values) } catch {
            failure = error
            throw error
        }
    }

    public func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        try check(values)
        do { return try base.execute(sql, values) } catch {
            failure = error
            throw error
        }
    }

    private func check(_ values: [SQLValue]) throws(StoreError) {
        if let failure { throw failure }
        for case .text(let text) in values where text.utf8.contains(0) {
            failure = .nulCharacter
            throw .nulCharacter
        }
    }
}
