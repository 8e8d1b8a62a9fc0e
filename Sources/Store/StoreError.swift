/// Why something was not stored or read. Carries names of our own tables and columns, never text or values from outside.
public enum StoreError: Error, Sendable, Equatable {
    /// Another row has this already: the schema's unique keys and partial indexes.
    case notUnique(table: String)
    /// A row that this one refers to does not exist.
    case missingParent
    /// A rule of the schema forbids the value.
    case checkFailed(constraint: String)
    case notNull(column: String)
    /// Text with U+0000, which PostgreSQL cannot hold; neither engine takes it.
    case nulCharacter
    /// The row was changed or ended by somebody else since it was read.
    case stale(table: String)
    /// Another transaction held the rows (or, on SQLite, the file) for too long.
    case busy
    case deadlock
    case serialization
    /// A statement ran longer than it may.
    case timedOut
    /// A stored value cannot be read back: the file was changed by other hands, or by a newer version.
    case malformedRow(column: String)
    /// A value has no JSON form (an infinite number).
    case unencodable
    /// The disk is full; nothing was written.
    case full
    /// The database's own structure is damaged.
    case corrupt
    /// The connection broke while the commit was under way: it may or may not have happened.
    case commitUnknown
    case unavailable(Unavailability)
    /// The schema does not fit this version of Tieline.
    case schema(SchemaTrouble)
    /// Anything else, with the engine's own code (a SQLSTATE, or SQLite's extended result code).
    case engine(code: String)
}

/// Why the database cannot be used at all.
public enum Unavailability: Sendable, Equatable {
    case folderMissing(path: String)
    case notADatabase(path: String)
    case notPermitted(path: String)
    /// Another program holds the file exclusively.
    case fileLocked(path: String)
    /// The setting is not a PostgreSQL address.
    case malformedAddress
    /// Nobody answers there. Host and port as set.
    case unreachable(host: String, port: String)
    case signInRefused(user: String)
    case databaseMissing(name: String)
    /// The connection was lost, or every one of the pool is taken; it heals by itself.
    case interrupted
    /// `close()` was called.
    case closed
}

/// How schema and code can disagree.
public enum SchemaTrouble: Sendable, Equatable {
    /// Migrations are missing: the newest known, and the newest applied (0 for none).
    case behind(applied: Int, known: Int)
    /// A newer version of Tieline has used this database.
    case newer(applied: Int, known: Int)
    /// The database's migration of this number has another name: it belongs to something else.
    case foreign(number: Int)
}
