public import Domain
public import Foundation

/// One version of a connection's sign-in, sealed.
public struct Credential: Sendable, Equatable {
    public let connectionID: Connection.ID
    /// 1 for the first, counted up with every change.
    public let version: Int
    public let sealed: [UInt8]
    public let createdAt: Date
    /// The member who typed it; nil for the API and the customer.
    public let createdBy: Member.ID?

    public init(
        connectionID: Connection.ID, version: Int, sealed: [UInt8], createdAt: Date, createdBy: Member.ID? = nil
    ) {
        self.connectionID = connectionID
        self.version = version
        self.sealed = sealed
        self.createdAt = createdAt
        self.createdBy = createdBy
    }
}

/// Sealed sign-ins. Callers come here with the id of a connection that they were allowed to load.
public struct CredentialRepository<Access> {
    let session: any SQLSession

    /// The newest version.
    public func current(_ connection: Connection.ID) throws(StoreError) -> Credential? {
        try session.first(
            "SELECT * FROM credential WHERE connection_id = $1 ORDER BY version DESC LIMIT 1", [.id(connection)]
        ).map(Credential.init(row:))
    }
}

extension CredentialRepository where Access == WriteAccess {
    /// Stores the next version and forgets the older ones: their fingerprints are enough.
    /// - Throws: `.notUnique` when somebody else stored this version first.
    public func put(_ credential: Credential) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO credential (connection_id, version, sealed, created_at, created_by)
            VALUES ($1, $2, $3, $4, $5)
            """,
            [
                .id(credential.connectionID), .count(credential.version), .blob(credential.sealed),
                .instant(credential.createdAt), .id(credential.createdBy),
            ])
        try session.execute(
            "DELETE FROM credential WHERE connection_id = $1 AND version < $2",
            [.id(credential.connectionID), .count(credential.version)])
    }

    public func destroyAll(_ connection: Connection.ID) throws(StoreError) {
        try session.execute("DELETE FROM credential WHERE connection_id = $1", [.id(connection)])
    }
}

extension Credential {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            connectionID: row.id("connection_id"), version: row.integer("version"), sealed: row.blob("sealed"),
            createdAt: row.instant("created_at"), createdBy: row.optionalID("created_by"))
    }
}
