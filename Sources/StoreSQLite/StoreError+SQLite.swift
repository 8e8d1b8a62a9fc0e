import GRDB
import Store

extension StoreError {
    /// The one place where SQLite's errors become ours. Messages are used only for the names of our own tables.
    init(sqlite error: any Error, path: String) {
        if let known = error as? StoreError {
            self = known
            return
        }
        guard let error = error as? DatabaseError else {
            self = .engine(code: "unknown")
            return
        }
        // After the colon of "UNIQUE constraint failed: run.connection_id".
        let name = (error.message ?? "").split(separator: ": ", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY:
            self = .notUnique(table: String(name.prefix { $0 != "." }))
        case .SQLITE_CONSTRAINT_FOREIGNKEY: self = .missingParent
        case .SQLITE_CONSTRAINT_CHECK: self = .checkFailed(constraint: name)
        case .SQLITE_CONSTRAINT_NOTNULL: self = .notNull(column: name)
        default: self.init(primary: error.resultCode, extended: error.extendedResultCode, path: path)
        }
    }

    private init(primary: ResultCode, extended: ResultCode, path: String) {
        switch primary {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_FULL: self = .full
        case .SQLITE_CORRUPT: self = .corrupt
        case .SQLITE_NOTADB: self = .unavailable(.notADatabase(path: path))
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self = .unavailable(.notPermitted(path: path))
        case .SQLITE_INTERRUPT: self = .timedOut
        default: self = .engine(code: "sqlite_\(extended.rawValue)")
        }
    }
}
