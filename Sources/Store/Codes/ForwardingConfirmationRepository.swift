public import Domain
public import Foundation

/// What a mailbox's host wants confirmed before it forwards, sealed, for a day.
public struct StoredConfirmation: Sendable, Equatable {
    public let sealed: [UInt8]
    public let receivedAt: Date
    public let expiresAt: Date

    public init(sealed: [UInt8], receivedAt: Date, expiresAt: Date) {
        self.sealed = sealed
        self.receivedAt = receivedAt
        self.expiresAt = expiresAt
    }
}

/// The newest confirmation of each connection.
public struct ForwardingConfirmationRepository<Access> {
    let session: any SQLSession

    public func find(
        of connection: Connection.ID, in organization: Organization.ID
    ) throws(StoreError) -> StoredConfirmation? {
        try session.first(
            "SELECT * FROM forwarding_confirmation WHERE connection_id = $1 AND organization_id = $2",
            [.id(connection), .id(organization)]
        ).map { row throws(StoreError) in
            StoredConfirmation(
                sealed: try row.blob("sealed"), receivedAt: try row.instant("received_at"),
                expiresAt: try row.instant("expires_at"))
        }
    }
}

extension ForwardingConfirmationRepository where Access == WriteAccess {
    /// Puts it in the place of the one before.
    public func put(
        _ confirmation: StoredConfirmation, of connection: Connection.ID, in organization: Organization.ID
    ) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO forwarding_confirmation (connection_id, organization_id, sealed, received_at, expires_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (connection_id) DO UPDATE SET
                sealed = excluded.sealed, received_at = excluded.received_at, expires_at = excluded.expires_at
            """,
            [
                .id(connection), .id(organization), .blob(confirmation.sealed), .instant(confirmation.receivedAt),
                .instant(confirmation.expiresAt),
            ])
    }

    public func destroy(of connection: Connection.ID) throws(StoreError) {
        try session.execute("DELETE FROM forwarding_confirmation WHERE connection_id = $1", [.id(connection)])
    }

    public func destroyExpired(at now: Date) throws(StoreError) {
        try session.execute("DELETE FROM forwarding_confirmation WHERE expires_at <= $1", [.instant(now)])
    }
}
