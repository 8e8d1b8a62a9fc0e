public import Domain
public import Foundation

/// What makes a portal know our browser again, sealed, with how long it did.
public struct StoredTrust: Sendable, Equatable {
    public let sealed: [UInt8]
    public let span: TrustSpan

    public init(sealed: [UInt8], span: TrustSpan) {
        self.sealed = sealed
        self.span = span
    }
}

/// One remembered device per connection, and how long devices lasted at each provider. Callers come here with the id of
/// a connection that they were allowed to load.
public struct DeviceTrustRepository<Access> {
    let session: any SQLSession

    public func find(_ connection: Connection.ID) throws(StoreError) -> StoredTrust? {
        try session.first("SELECT * FROM device_trust WHERE connection_id = $1", [.id(connection)])
            .map { row throws(StoreError) in
                StoredTrust(
                    sealed: try row.blob("sealed"),
                    span: TrustSpan(
                        obtainedAt: try row.instant("obtained_at"), expiresAt: try row.optionalInstant("expires_at"),
                        aliveAt: try row.optionalInstant("alive_at"), lostAt: try row.optionalInstant("lost_at")))
            }
    }

    /// How long devices lasted at a provider, in seconds: the median of the last 20 losses; nil before the third.
    public func learnedSpan(at provider: ProviderKey) throws(StoreError) -> TimeInterval? {
        let spans = try session.query(
            "SELECT lasted FROM trust_loss WHERE provider_key = $1 AND lasted > 0 ORDER BY lost_at DESC LIMIT 20",
            [.text(provider.text)]
        ).map { row throws(StoreError) in Double(try row.integer("lasted")) / 1_000_000 }.sorted()
        return spans.count < 3 ? nil : spans[(spans.count - 1) / 2]
    }

    /// For renewal: idle, connected connections with a remembered device, the oldest device first.
    public func held(obtainedBefore moment: Date, limit: Int) throws(StoreError) -> [Connection.ID] {
        try session.query(
            """
            SELECT device_trust.connection_id FROM device_trust
            JOIN connection ON connection.id = device_trust.connection_id
            WHERE device_trust.lost_at IS NULL AND device_trust.obtained_at <= $1
                AND connection.status = 'CONNECTED' AND connection.activity = 'idle' AND connection.is_archived = 0
            ORDER BY device_trust.obtained_at LIMIT $2
            """, [.instant(moment), .count(limit)]
        ).map { row throws(StoreError) in try row.id("connection_id") }
    }
}

extension DeviceTrustRepository where Access == WriteAccess {
    /// Puts a device in the place of the one before.
    public func put(_ connection: Connection.ID, _ trust: StoredTrust) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO device_trust (connection_id, sealed, obtained_at, expires_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (connection_id) DO UPDATE SET
                sealed = excluded.sealed, obtained_at = excluded.obtained_at, expires_at = excluded.expires_at,
                alive_at = NULL, lost_at = NULL
            """,
            [
                .id(connection), .blob(trust.sealed), .instant(trust.span.obtainedAt),
                .instant(trust.span.expiresAt),
            ])
    }

    /// A run got in by it without a code.
    public func isAlive(_ connection: Connection.ID, at now: Date) throws(StoreError) {
        try session.execute(
            "UPDATE device_trust SET alive_at = $2 WHERE connection_id = $1 AND lost_at IS NULL",
            [.id(connection), .instant(now)])
    }

    /// A code was asked for although the portal should have known the device: how long it did is learned.
    public func lose(_ connection: Connection.ID, at provider: ProviderKey, now: Date) throws(StoreError) {
        guard let trust = try find(connection), trust.span.lostAt == nil else { return }
        try session.execute(
            "UPDATE device_trust SET lost_at = $2 WHERE connection_id = $1", [.id(connection), .instant(now)])
        try session.execute(
            """
            INSERT INTO trust_loss (connection_id, lost_at, provider_key, lasted) VALUES ($1, $2, $3, $4)
            ON CONFLICT (connection_id, lost_at) DO NOTHING
            """,
            [.id(connection), .instant(now), .text(provider.text), .microseconds(trust.span.lasted)])
    }

    public func destroy(_ connection: Connection.ID) throws(StoreError) {
        try session.execute("DELETE FROM device_trust WHERE connection_id = $1", [.id(connection)])
    }
}
