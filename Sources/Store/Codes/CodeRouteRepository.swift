public import Domain
public import Foundation

/// How one-time codes reach each connection; at most one route of a connection is live.
public struct CodeRouteRepository<Access> {
    let session: any SQLSession

    /// The route of a connection that takes messages now.
    public func live(
        of connection: Connection.ID, in organization: Organization.ID
    ) throws(StoreError) -> CodeRoute? {
        try session.first(
            "SELECT * FROM code_route WHERE connection_id = $1 AND organization_id = $2 AND ended_at IS NULL",
            [.id(connection), .id(organization)]
        ).map(CodeRoute.init(row:))
    }

    /// For incoming messages: the live routes that an alias or a phone's key leads to, whosever they are.
    public func system(address: String) throws(StoreError) -> [CodeRoute] {
        try session.query(
            "SELECT * FROM code_route WHERE address = $1 AND ended_at IS NULL ORDER BY id", [.text(address)]
        ).map(CodeRoute.init(row:))
    }

    /// Live routes over a phone of the organization, by its key.
    public func phones(in organization: Organization.ID) throws(StoreError) -> [CodeRoute] {
        try session.query(
            """
            SELECT * FROM code_route WHERE organization_id = $1 AND kind = 'sms' AND ended_at IS NULL
            ORDER BY address, id
            """, [.id(organization)]
        ).map(CodeRoute.init(row:))
    }

    /// An authenticator's secret, sealed, and the period last spent; nil when the route has ended.
    public func authenticator(_ id: CodeRoute.ID) throws(StoreError) -> (sealed: [UInt8], lastPeriod: UInt64?)? {
        let row = try session.first(
            "SELECT sealed, last_period FROM code_route WHERE id = $1 AND ended_at IS NULL", [.id(id)])
        guard let row, let sealed = try row.optionalBlob("sealed") else { return nil }
        return (sealed, try row.optionalInteger("last_period").map { UInt64(clamping: $0) })
    }

    /// Whether a run that makes the portal ask was queued for a route since a moment.
    public func isRehearsed(_ id: CodeRoute.ID, since moment: Date) throws(StoreError) -> Bool {
        try session.first(
            "SELECT 1 AS one FROM code_route WHERE id = $1 AND rehearsed_at > $2", [.id(id), .instant(moment)]) != nil
    }

    /// For the monthly rehearsal: live relays that were last proven, and last rehearsed, before a moment.
    public func dueForRehearsal(before moment: Date, limit: Int) throws(StoreError) -> [CodeRoute] {
        try session.query(
            """
            SELECT code_route.* FROM code_route JOIN connection ON connection.id = code_route.connection_id
            WHERE code_route.ended_at IS NULL AND code_route.kind IN ('email', 'sms') AND connection.kind = 'online'
                AND code_route.proven_at <= $1 AND (code_route.rehearsed_at IS NULL OR code_route.rehearsed_at <= $1)
                AND connection.status = 'CONNECTED' AND connection.activity = 'idle' AND connection.is_archived = 0
            ORDER BY code_route.proven_at LIMIT $2
            """, [.instant(moment), .count(limit)]
        ).map(CodeRoute.init(row:))
    }
}

extension CodeRouteRepository where Access == WriteAccess {
    /// Makes a route the live one of its connection, in the place of any before.
    /// - Parameter sealed: An authenticator's secret.
    /// - Throws: `.notUnique` for an alias that was ever given to somebody.
    public func put(_ route: CodeRoute, sealed: [UInt8]? = nil) throws(StoreError) {
        try end(of: route.connectionID, at: route.createdAt)
        try session.execute(
            """
            INSERT INTO code_route (id, organization_id, connection_id, kind, address, sealed, created_at, misses)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 0)
            """,
            [
                .id(route.id), .id(route.organizationID), .id(route.connectionID), .choice(route.kind),
                .optional(route.address), .optional(sealed), .instant(route.createdAt),
            ])
    }

    /// Ends whatever route a connection has; its secret is destroyed.
    public func end(of connection: Connection.ID, at now: Date) throws(StoreError) {
        try session.execute(
            "UPDATE code_route SET ended_at = $2, sealed = NULL WHERE connection_id = $1 AND ended_at IS NULL",
            [.id(connection), .instant(now)])
    }

    /// A genuine code went all the way.
    public func prove(_ id: CodeRoute.ID, at now: Date) throws(StoreError) {
        try session.execute(
            "UPDATE code_route SET proven_at = $2, misses = 0 WHERE id = $1 AND ended_at IS NULL",
            [.id(id), .instant(now)])
    }

    /// A message for it came.
    /// - Parameter delay: Seconds since the portal was asked; nil when it was not.
    public func arrived(_ id: CodeRoute.ID, at now: Date, delay: TimeInterval?) throws(StoreError) {
        try session.execute(
            """
            UPDATE code_route SET last_arrival_at = $2, misses = 0, last_delay = COALESCE(CAST($3 AS BIGINT), last_delay)
            WHERE id = $1 AND ended_at IS NULL
            """, [.id(id), .instant(now), .microseconds(delay)])
    }

    /// A code was asked for and did not come.
    /// - Returns: How many in a row, this one included; 0 when the route has ended.
    public func miss(_ id: CodeRoute.ID) throws(StoreError) -> Int {
        let row = try session.first(
            "UPDATE code_route SET misses = misses + 1 WHERE id = $1 AND ended_at IS NULL RETURNING misses",
            [.id(id)])
        return try row?.integer("misses") ?? 0
    }

    /// A run that makes the portal ask is under way for it.
    public func rehearsed(_ id: CodeRoute.ID, at now: Date) throws(StoreError) {
        try session.execute("UPDATE code_route SET rehearsed_at = $2 WHERE id = $1", [.id(id), .instant(now)])
    }

    /// Spends a period of an authenticator: each makes one code (RFC 6238, section 5.2).
    /// - Parameter last: The period that was found spent last.
    /// - Returns: False when another run was faster.
    public func spend(period: UInt64, of id: CodeRoute.ID, after last: UInt64?) throws(StoreError) -> Bool {
        try session.execute(
            "UPDATE code_route SET last_period = $2 WHERE id = $1 AND COALESCE(last_period, -1) = $3",
            [.id(id), .integer(Int64(clamping: period)), .integer(last.map { Int64(clamping: $0) } ?? -1)]) == 1
    }
}

extension CodeRoute {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            id: row.id("id"), organizationID: row.id("organization_id"), connectionID: row.id("connection_id"),
            kind: row.choice("kind"), address: row.optionalText("address"), createdAt: row.instant("created_at"),
            provenAt: row.optionalInstant("proven_at"), lastArrivalAt: row.optionalInstant("last_arrival_at"),
            lastDelay: row.optionalSeconds("last_delay"), misses: row.integer("misses"),
            endedAt: row.optionalInstant("ended_at"))
    }
}
