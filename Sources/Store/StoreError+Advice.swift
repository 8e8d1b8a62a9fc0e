public import Domain

extension StoreError: ExplainedError {
    public var code: String {
        switch self {
        case .notUnique: "not_unique"
        case .missingParent: "missing_parent"
        case .checkFailed: "check_failed"
        case .notNull: "not_null"
        case .nulCharacter: "nul_character"
        case .stale: "stale"
        case .busy: "database_busy"
        case .deadlock: "deadlock"
        case .serialization: "serialization"
        case .timedOut: "database_timed_out"
        case .malformedRow: "malformed_row"
        case .unencodable: "unencodable"
        case .full: "disk_full"
        case .corrupt: "database_corrupt"
        case .commitUnknown: "commit_unknown"
        case .unavailable(let why): why.code
        case .schema(let trouble): trouble.code
        case .engine: "database_error"
        }
    }

    public var advice: String {
        switch self {
        case .notUnique: "This exists already. Reload the page to see it."
        case .missingParent: "Something this belongs to does not exist any more. Reload the page."
        case .checkFailed, .notNull, .unencodable: "A value broke a rule of the database. Please report this."
        case .nulCharacter: "The text has a character with the number zero in it. Remove it and try again."
        case .stale: "Somebody else changed this at the same moment. Reload the page and try again."
        case .busy, .deadlock, .serialization, .timedOut: "The database is busy. Try again in a moment."
        case .malformedRow: "A stored value cannot be read. Restore a backup, or use the version that wrote it."
        case .full: "The disk is full. Make room, then try again; nothing was half-written."
        case .corrupt: "The database file is damaged. Stop Tieline and restore the last backup."
        case .commitUnknown: "The database went away at the moment of saving. Look whether the change is there."
        case .unavailable(let why): why.advice
        case .schema(let trouble): trouble.advice
        case .engine(let code): "The database reported the error \(code). The log has the moment it happened."
        }
    }

    public var isRetryable: Bool {
        switch self {
        case .stale, .busy, .deadlock, .serialization, .timedOut, .unavailable(.interrupted),
            .unavailable(.unreachable), .unavailable(.fileLocked):
            true
        default: false
        }
    }

    public var level: ErrorLevel {
        switch self {
        case .notUnique, .stale, .nulCharacter: .info
        case .busy, .deadlock, .serialization, .timedOut, .unavailable(.interrupted): .warning
        case .full, .corrupt, .unavailable, .schema: .critical
        default: .error
        }
    }
}

extension Unavailability {
    var code: String {
        switch self {
        case .folderMissing: "database_folder_missing"
        case .notADatabase: "not_a_database"
        case .notPermitted: "database_not_permitted"
        case .fileLocked: "database_locked"
        case .malformedAddress: "database_address_malformed"
        case .unreachable: "database_unreachable"
        case .signInRefused: "database_sign_in_refused"
        case .databaseMissing: "database_missing"
        case .interrupted: "database_interrupted"
        case .closed: "database_closed"
        }
    }

    var advice: String {
        switch self {
        case .folderMissing(let path): "There is no folder for \(path). Create it, or choose another data folder."
        case .notADatabase(let path): "\(path) is not a Tieline database. Choose another data folder, or move it away."
        case .notPermitted(let path): "\(path) cannot be opened for writing. Check its owner and permissions."
        case .fileLocked(let path): "Another program holds \(path). Stop it, or wait until it is done."
        case .malformedAddress:
            "TIELINE_DATABASE_URL is not a PostgreSQL address. Write postgres://user:password@host:5432/database."
        case .unreachable(let host, let port):
            "PostgreSQL does not answer at \(host), port \(port). Check that it runs there and that "
                + "TIELINE_DATABASE_URL names the right host and port."
        case .signInRefused(let user):
            "PostgreSQL refused the sign-in of \(user). Check user and password in TIELINE_DATABASE_URL."
        case .databaseMissing(let name):
            "PostgreSQL has no database \(name). Create it with: createdb \(name)"
        case .interrupted: "The database could not be reached for a moment. Try again."
        case .closed: "Tieline is shutting down."
        }
    }
}

extension SchemaTrouble {
    var code: String {
        switch self {
        case .behind: "schema_behind"
        case .newer: "schema_newer"
        case .foreign: "schema_foreign"
        }
    }

    var advice: String {
        switch self {
        case .behind(let applied, let known):
            "The database is at migration \(applied) of \(known). Run: tieline migrate"
        case .newer(let applied, let known):
            "The database is at migration \(applied), this version of Tieline knows only \(known). "
                + "Use the version that made it, or a newer one."
        case .foreign(let number):
            "Migration \(number) of this database is not Tieline's. Choose another database."
        }
    }
}
