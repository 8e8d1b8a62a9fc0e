public import Domain
public import Foundation

/// What customers are asked, with the connections that each request is about and its history.
public struct CustomerRequestRepository<Access> {
    let session: any SQLSession

    public func find(
        _ id: CustomerRequest.ID, in organization: Organization.ID
    ) throws(StoreError) -> CustomerRequest? {
        try session.first(
            "SELECT * FROM customer_request WHERE id = $1 AND organization_id = $2", [.id(id), .id(organization)]
        ).map(CustomerRequest.init(row:))
    }

    /// For workers and links: whosever it is.
    public func system(_ id: CustomerRequest.ID) throws(StoreError) -> CustomerRequest? {
        try session.first("SELECT * FROM customer_request WHERE id = $1", [.id(id)]).map(CustomerRequest.init(row:))
    }

    /// The newest first; drafts only when they are asked for.
    /// - Parameters:
    ///   - states: empty for all but drafts.
    ///   - isBounced: only those whose last message came back.
    public func page(
        in organization: Organization.ID, states: [RequestState], isBounced: Bool = false,
        before place: CustomerRequest.ID? = nil, limit: Int
    ) throws(StoreError) -> [CustomerRequest] {
        let wanted = states.isEmpty ? RequestState.allCases.filter { $0 != .draft } : states
        let names = wanted.indices.map { "$\($0 + 5)" }.joined(separator: ", ")
        return try session.query(
            """
            SELECT * FROM customer_request
            WHERE organization_id = $1 AND state IN (\(names)) AND (CAST($2 AS TEXT) IS NULL OR id < $2)
                AND ($3 = 0 OR bounced_at IS NOT NULL)
            ORDER BY id DESC LIMIT $4
            """, [.id(organization), .id(place), .flag(isBounced), .count(limit)] + wanted.map { .choice($0) }
        ).map(CustomerRequest.init(row:))
    }

    /// How many there are in each state, and how many of those had their last message come back; drafts left out.
    public func counts(
        in organization: Organization.ID
    ) throws(StoreError) -> [RequestState: (all: Int, bounced: Int)] {
        var counts: [RequestState: (all: Int, bounced: Int)] = [:]
        for row in try session.query(
            """
            SELECT state, COUNT(*) AS amount, COUNT(bounced_at) AS bounced FROM customer_request
            WHERE organization_id = $1 AND state <> 'draft' GROUP BY state
            """, [.id(organization)])
        {
            counts[try row.choice("state")] = (try row.integer("amount"), try row.integer("bounced"))
        }
        return counts
    }

    /// A customer's, the newest first; drafts left out.
    public func ofCustomer(
        _ customer: Customer.ID, in organization: Organization.ID, limit: Int
    ) throws(StoreError) -> [CustomerRequest] {
        try session.query(
            """
            SELECT * FROM customer_request WHERE customer_id = $1 AND organization_id = $2 AND state <> 'draft'
            ORDER BY id DESC LIMIT $3
            """, [.id(customer), .id(organization), .count(limit)]
        ).map(CustomerRequest.init(row:))
    }

    /// The request that asks, or waits to ask, about a connection now.
    public func open(of connection: Connection.ID) throws(StoreError) -> CustomerRequest? {
        try session.first(
            """
            SELECT customer_request.* FROM request_item
            JOIN customer_request ON customer_request.id = request_item.request_id
            WHERE (request_item.connection_id = $1 OR request_item.replacement_id = $1) AND request_item.state = 'open'
            """, [.id(connection)]
        ).map(CustomerRequest.init(row:))
    }

    /// What a request is about, in its order.
    public func items(_ id: CustomerRequest.ID) throws(StoreError) -> [RequestItem] {
        try session.query("SELECT * FROM request_item WHERE request_id = $1 ORDER BY position", [.id(id)])
            .map(RequestItem.init(row:))
    }

    /// For the clock: open ones whose reminder is due.
    public func dueReminders(at now: Date, limit: Int) throws(StoreError) -> [CustomerRequest.ID] {
        try ids(
            """
            SELECT id FROM customer_request
            WHERE state = 'open' AND next_reminder_at IS NOT NULL AND next_reminder_at <= $1
            ORDER BY next_reminder_at, id LIMIT $2
            """, [.instant(now), .count(limit)])
    }

    /// For the clock: those whose last link has ended.
    public func expired(at now: Date, limit: Int) throws(StoreError) -> [CustomerRequest.ID] {
        try ids(
            """
            SELECT id FROM customer_request
            WHERE state IN ('held', 'open') AND expires_at IS NOT NULL AND expires_at <= $1
            ORDER BY expires_at, id LIMIT $2
            """, [.instant(now), .count(limit)])
    }

    /// Those that wait for a provider's incident, the oldest first.
    public func held(at provider: ProviderKey, limit: Int) throws(StoreError) -> [CustomerRequest.ID] {
        try ids(
            """
            SELECT DISTINCT customer_request.id FROM customer_request
            JOIN request_item ON request_item.request_id = customer_request.id
            JOIN connection ON connection.id = request_item.connection_id
            WHERE customer_request.state = 'held' AND connection.provider_key = $1
            ORDER BY customer_request.id LIMIT $2
            """, [.text(provider.text), .count(limit)])
    }

    /// A request's history, the oldest first.
    public func events(
        _ id: CustomerRequest.ID, in organization: Organization.ID
    ) throws(StoreError) -> [RequestEventEntry] {
        try session.query(
            """
            SELECT * FROM request_event WHERE request_id = $1 AND organization_id = $2 ORDER BY at, id LIMIT 500
            """, [.id(id), .id(organization)]
        ).map(RequestEventEntry.init(row:))
    }

    private func ids(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [CustomerRequest.ID] {
        try session.query(sql, values).map { row throws(StoreError) in try row.id("id") }
    }
}

extension CustomerRequestRepository where Access == WriteAccess {
    public func insert(_ request: CustomerRequest) throws(StoreError) {
        let columns =
            try request.columns + [
                ("id", .id(request.id)), ("organization_id", .id(request.organizationID)),
                ("customer_id", .id(request.customerID)), ("created_by", .id(request.createdBy)),
                ("created_at", .instant(request.createdAt)), ("version", .count(request.version)),
            ]
        try session.execute(
            """
            INSERT INTO customer_request (\(columns.map(\.0).joined(separator: ", ")))
            VALUES (\(columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")))
            """, columns.map(\.1))
    }

    /// Stores everything that may change, and counts the version up by one.
    /// - Throws: `.stale` when the stored version is another; then nothing changed.
    public func save(_ request: CustomerRequest) throws(StoreError) {
        let columns = try request.columns
        let assignments = columns.enumerated().map { "\($1.0) = $\($0 + 3)" }.joined(separator: ", ")
        let changed = try session.execute(
            "UPDATE customer_request SET version = version + 1, \(assignments) WHERE id = $1 AND version = $2",
            [.id(request.id), .count(request.version)] + columns.map(\.1))
        guard changed == 1 else { throw .stale(table: "customer_request") }
    }

    /// Makes these the things that a request is about.
    /// - Throws: `.notUnique` when another open request asks about one of them.
    public func replaceItems(_ items: [RequestItem], of request: CustomerRequest) throws(StoreError) {
        try session.execute("DELETE FROM request_item WHERE request_id = $1", [.id(request.id)])
        for (position, item) in items.enumerated() {
            try session.execute(
                """
                INSERT INTO request_item
                    (request_id, position, organization_id, connection_id, ask, state, ended_at, replacement_id, run_id)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                [
                    .id(request.id), .count(position), .id(request.organizationID), .id(item.connectionID),
                    .choice(item.ask), .choice(item.state), .instant(item.endedAt), .id(item.replacementID),
                    .id(item.runID),
                ])
        }
    }

    public func save(_ item: RequestItem) throws(StoreError) {
        try session.execute(
            """
            UPDATE request_item SET state = $3, ended_at = $4, replacement_id = $5, run_id = $6
            WHERE request_id = $1 AND connection_id = $2
            """,
            [
                .id(item.requestID), .id(item.connectionID), .choice(item.state), .instant(item.endedAt),
                .id(item.replacementID), .id(item.runID),
            ])
    }

    public func append(_ event: RequestEventEntry) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO request_event (id, request_id, organization_id, at, kind, words, author_kind, author_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .text(event.id), .id(event.requestID), .id(event.organizationID), .instant(event.at),
                .choice(event.kind), .optional(event.words), .text(event.author.kind), .optional(event.author.uuid),
            ])
    }

    /// Deletes drafts that nobody sent.
    public func deleteDrafts(before moment: Date) throws(StoreError) {
        try session.execute(
            "DELETE FROM customer_request WHERE state = 'draft' AND created_at < $1", [.instant(moment)])
    }
}

/// A line of a request's history, as it is stored.
public struct RequestEventEntry: Sendable, Equatable {
    /// A UUIDv7.
    public let id: String
    public let requestID: CustomerRequest.ID
    public let organizationID: Organization.ID
    public let at: Date
    public let kind: RequestEventKind
    public let words: String?
    public let author: AuditEntry.Author

    public init(
        id: String, requestID: CustomerRequest.ID, organizationID: Organization.ID, at: Date, kind: RequestEventKind,
        words: String?, author: AuditEntry.Author
    ) {
        self.id = id
        self.requestID = requestID
        self.organizationID = organizationID
        self.at = at
        self.kind = kind
        self.words = words
        self.author = author
    }

    init(row: SQLRow) throws(StoreError) {
        try self.init(
            id: row.text("id"), requestID: row.id("request_id"), organizationID: row.id("organization_id"),
            at: row.instant("at"), kind: row.choice("kind"), words: row.optionalText("words"), author: row.author())
    }
}

extension RequestItem {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            requestID: row.id("request_id"), connectionID: row.id("connection_id"), ask: row.choice("ask"),
            state: row.choice("state"), endedAt: row.optionalInstant("ended_at"),
            replacementID: row.optionalID("replacement_id"),
            runID: row.optionalID("run_id"))
    }
}
