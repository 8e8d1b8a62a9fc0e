public import Domain
public import Foundation

/// What customers agreed to, one authorization per connection, with the evidence of every consent.
public struct AuthorizationRepository<Access> {
    let session: any SQLSession

    public func of(_ connection: Connection.ID, in organization: Organization.ID) throws(StoreError) -> Authorization? {
        try session.first(
            "SELECT * FROM customer_authorization WHERE connection_id = $1 AND organization_id = $2",
            [.id(connection), .id(organization)]
        ).map(Authorization.init(row:))
    }

    /// For workers: whosever it is.
    public func system(of connection: Connection.ID) throws(StoreError) -> Authorization? {
        try session.first("SELECT * FROM customer_authorization WHERE connection_id = $1", [.id(connection)])
            .map(Authorization.init(row:))
    }

    /// For the clock: those whose notice or end has come, the longest due first.
    public func due(at now: Date, limit: Int) throws(StoreError) -> [Authorization] {
        try session.query(
            """
            SELECT * FROM customer_authorization WHERE next_look_at IS NOT NULL AND next_look_at <= $1
            ORDER BY next_look_at, id LIMIT $2
            """, [.instant(now), .count(limit)]
        ).map(Authorization.init(row:))
    }

    /// A list, the next to end first, those without an end last; then by id.
    ///
    /// - Parameters:
    ///   - state: nil for all.
    ///   - end: only those that end before this moment.
    ///   - place: the last row of the page before.
    public func page(
        in organization: Organization.ID, state: AuthorizationState?, endingBefore end: Date? = nil,
        after place: (end: Date?, id: Authorization.ID)? = nil, limit: Int
    ) throws(StoreError) -> [Authorization] {
        try session.query(
            """
            SELECT * FROM customer_authorization
            WHERE organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR state = $2)
                AND (CAST($3 AS BIGINT) IS NULL OR expires_at < $3)
                AND (CAST($4 AS TEXT) IS NULL OR (COALESCE(expires_at, $5), id) > ($6, $4))
            ORDER BY COALESCE(expires_at, $5), id LIMIT $7
            """,
            [
                .id(organization), .choice(state), .instant(end), .id(place?.id), .integer(.max),
                .integer(place?.end?.microseconds ?? .max), .count(limit),
            ]
        ).map(Authorization.init(row:))
    }

    /// A customer's, the oldest first.
    public func ofCustomer(
        _ customer: Customer.ID, in organization: Organization.ID, limit: Int
    ) throws(StoreError) -> [Authorization] {
        try session.query(
            """
            SELECT customer_authorization.* FROM customer_authorization
            JOIN connection ON connection.id = customer_authorization.connection_id
            WHERE connection.customer_id = $1 AND customer_authorization.organization_id = $2
            ORDER BY customer_authorization.id LIMIT $3
            """, [.id(customer), .id(organization), .count(limit)]
        ).map(Authorization.init(row:))
    }

    /// How many there are in each state.
    public func counts(in organization: Organization.ID) throws(StoreError) -> [AuthorizationState: Int] {
        var counts: [AuthorizationState: Int] = [:]
        for row in try session.query(
            """
            SELECT state, COUNT(*) AS amount FROM customer_authorization WHERE organization_id = $1 GROUP BY state
            """, [.id(organization)])
        {
            counts[try row.choice("state")] = try row.integer("amount")
        }
        return counts
    }

    /// How many active ones end before a moment.
    public func ending(before end: Date, in organization: Organization.ID) throws(StoreError) -> Int {
        try session.amount(
            """
            SELECT COUNT(*) AS amount FROM customer_authorization
            WHERE organization_id = $1 AND state = 'active' AND expires_at < $2
            """, [.id(organization), .instant(end)])
    }

    /// Every consent that was given, the newest first.
    public func consents(
        _ id: Authorization.ID, in organization: Organization.ID
    ) throws(StoreError) -> [Consent] {
        var consents: [Consent] = []
        for row in try session.query(
            """
            SELECT evidence FROM consent WHERE authorization_id = $1 AND organization_id = $2
            ORDER BY at DESC, id DESC LIMIT 50
            """, [.id(id), .id(organization)])
        {
            consents.append(try StoredJSON.value(from: row.text("evidence"), column: "evidence"))
        }
        return consents
    }
}

extension AuthorizationRepository where Access == WriteAccess {
    /// - Throws: `.notUnique` when the connection has one already.
    public func insert(_ authorization: Authorization) throws(StoreError) {
        let columns =
            try authorization.columns + [
                ("id", .id(authorization.id)), ("organization_id", .id(authorization.organizationID)),
                ("connection_id", .id(authorization.connectionID)), ("created_at", .instant(authorization.createdAt)),
                ("replaces", .id(authorization.replaces)), ("version", .count(authorization.version)),
            ]
        try session.execute(
            """
            INSERT INTO customer_authorization (\(columns.map(\.0).joined(separator: ", ")))
            VALUES (\(columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")))
            """, columns.map(\.1))
    }

    /// Stores everything that may change, and counts the version up by one.
    /// - Throws: `.stale` when the stored version is another; then nothing changed.
    public func save(_ authorization: Authorization) throws(StoreError) {
        let columns = try authorization.columns
        let assignments = columns.enumerated().map { "\($1.0) = $\($0 + 3)" }.joined(separator: ", ")
        let changed = try session.execute(
            "UPDATE customer_authorization SET version = version + 1, \(assignments) WHERE id = $1 AND version = $2",
            [.id(authorization.id), .count(authorization.version)] + columns.map(\.1))
        guard changed == 1 else { throw .stale(table: "customer_authorization") }
    }

    /// Keeps the evidence of a consent for good.
    /// - Parameter id: A UUIDv7.
    public func keep(_ consent: Consent, as id: String, of authorization: Authorization) throws(StoreError) {
        try session.execute(
            "INSERT INTO consent (id, authorization_id, organization_id, at, evidence) VALUES ($1, $2, $3, $4, $5)",
            [
                .text(id), .id(authorization.id), .id(authorization.organizationID), .instant(consent.at),
                .text(StoredJSON.text(consent)),
            ])
    }
}

extension Authorization {
    /// What a save writes, in a fixed order. `next_look_at` repeats what follows from the others, for the index.
    fileprivate var columns: [(String, SQLValue)] {
        get throws(StoreError) {
            [
                ("state", .choice(state)), ("scope", .text(try StoredJSON.text(scope))), ("term", .text(term.text)),
                ("expires_at", .instant(expiresAt)), ("granted_at", .instant(grantedAt)),
                ("ended_at", .instant(endedAt)), ("notice_given", .count(noticeGiven)),
                ("next_look_at", .instant(nextLook)),
            ]
        }
    }

    init(row: SQLRow) throws(StoreError) {
        guard let term = AuthorizationTerm(try row.text("term")) else { throw .malformedRow(column: "term") }
        try self.init(
            id: row.id("id"), organizationID: row.id("organization_id"), connectionID: row.id("connection_id"),
            state: row.choice("state"), scope: StoredJSON.value(from: row.text("scope"), column: "scope"), term: term,
            expiresAt: row.optionalInstant("expires_at"), createdAt: row.instant("created_at"),
            grantedAt: row.optionalInstant("granted_at"), endedAt: row.optionalInstant("ended_at"),
            noticeGiven: row.optionalInteger("notice_given"), replaces: row.optionalID("replaces"),
            version: row.integer("version"))
    }
}
