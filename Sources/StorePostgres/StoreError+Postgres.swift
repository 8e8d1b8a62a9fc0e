import Store

extension StoreError {
    /// The one place where PostgreSQL's errors become ours (its manual, appendix A). Only names of our own tables,
    /// columns and constraints are taken over.
    init(sqlState: String, table: String, column: String, constraint: String) {
        switch sqlState {
        case "23505": self = .notUnique(table: table)
        case "23503": self = .missingParent
        case "23514": self = .checkFailed(constraint: constraint)
        case "23502": self = .notNull(column: "\(table).\(column)")
        case "55P03": self = .busy
        case "40P01": self = .deadlock
        case "40001": self = .serialization
        // Cancelled, by the statement's time limit or by us; the caller knows which.
        case "57014": self = .timedOut
        case "53100": self = .full
        case "XX001", "XX002": self = .corrupt
        // Shutting down, starting up, restarting, too many connections, idle for too long; all of class 08.
        case "57P01", "57P02", "57P03", "53300", "25P03": self = .unavailable(.interrupted)
        case _ where sqlState.hasPrefix("08"): self = .unavailable(.interrupted)
        default: self = .engine(code: sqlState)
        }
    }
}

extension Unavailability {
    /// Why connecting failed. libpq has no codes for it, so its message is searched; it is not passed on.
    init(connecting message: String, to address: PostgresAddress) {
        if message.contains("authentication failed") || message.contains("no password supplied")
            || message.contains("no pg_hba.conf entry") || message.contains("role \"")
        {
            self = .signInRefused(user: address.user)
        } else if message.contains("database \""), message.contains("does not exist") {
            self = .databaseMissing(name: address.database)
        } else {
            self = .unreachable(host: address.host, port: address.port)
        }
    }
}
