public import Domain
public import Foundation

/// Connections, with what keeps their list fast: counters per status, and an index of words to search by.
public struct ConnectionRepository<Access> {
    let session: any SQLSession
    var counters: ConnectionCounters { ConnectionCounters(session: session) }
    static var words: WordIndex { WordIndex(table: "connection_word", subject: "connection_id") }

    public func find(_ id: Connection.ID, in organization: Organization.ID) throws(StoreError) -> Connection? {
        try session.first(
            "SELECT * FROM connection WHERE id = $1 AND organization_id = $2", [.id(id), .id(organization)]
        ).map(Connection.init(row:))
    }

    /// For workers: whosever it is.
    public func system(_ id: Connection.ID) throws(StoreError) -> Connection? {
        try session.first("SELECT * FROM connection WHERE id = $1", [.id(id)]).map(Connection.init(row:))
    }

    /// For the scheduler: idle connections whose next attempt is due, the longest due first.
    public func due(at now: Date, limit: Int) throws(StoreError) -> [Connection] {
        try session.query(
            """
            SELECT * FROM connection
            WHERE is_archived = 0 AND activity = 'idle' AND next_attempt_at IS NOT NULL AND next_attempt_at <= $1
            ORDER BY next_attempt_at, id LIMIT $2
            """, [.instant(now), .count(limit)]
        ).map(Connection.init(row:))
    }

    /// For the clock: connections that are signed in to and have shown a status since before a moment, the oldest of each first.
    public func since(
        _ moments: [(ConnectionStatus, Date)], limit: Int
    ) throws(StoreError) -> [Connection.ID] {
        var found: [Connection.ID] = []
        for (status, moment) in moments where found.count < limit {
            found += try session.query(
                """
                SELECT id FROM connection
                WHERE is_archived = 0 AND kind <> 'email' AND status = $1 AND since_at <= $2
                ORDER BY since_at, id LIMIT $3
                """, [.choice(status), .instant(moment), .count(limit - found.count)]
            ).map { row throws(StoreError) in try row.id("id") }
        }
        return found
    }

    /// A customer's email connections, the oldest first; archived ones left out.
    public func mailboxes(
        of customer: Customer.ID, in organization: Organization.ID, limit: Int
    ) throws(StoreError) -> [Connection] {
        try session.query(
            """
            SELECT * FROM connection
            WHERE customer_id = $1 AND organization_id = $2 AND kind = 'email' AND is_archived = 0
            ORDER BY id LIMIT $3
            """, [.id(customer), .id(organization), .count(limit)]
        ).map(Connection.init(row:))
    }

    /// For incidents: a provider's connections in these shown statuses, whosever they are; archived ones left out.
    public func ofProvider(
        _ provider: ProviderKey, statuses: [ConnectionStatus], limit: Int
    ) throws(StoreError) -> [Connection] {
        var found: [Connection] = []
        for status in statuses where found.count < limit {
            found += try session.query(
                """
                SELECT * FROM connection WHERE provider_key = $1 AND is_archived = 0 AND status = $2
                ORDER BY id LIMIT $3
                """, [.text(provider.text), .choice(status), .count(limit - found.count)]
            ).map(Connection.init(row:))
        }
        return found
    }

    /// For the blame check: how many connections a provider has, archived ones left out.
    public func count(of provider: ProviderKey) throws(StoreError) -> Int {
        try counters.total(of: provider)
    }
}

extension ConnectionRepository where Access == WriteAccess {
    /// - Throws: `.missingParent` unless the customer belongs to the same organization.
    public func insert(_ connection: Connection) throws(StoreError) {
        let columns =
            connection.columns + [
                ("id", .id(connection.id)), ("organization_id", .id(connection.organizationID)),
                ("customer_id", .id(connection.customerID)), ("provider_key", .text(connection.providerKey.text)),
                ("kind", .choice(connection.kind)), ("collect_from", .optional(connection.collectFrom?.text)),
                ("created_at", .instant(connection.createdAt)),
                ("version", .count(connection.version)),
            ]
        let customer = try CustomerRepository<Access>(session: session).find(
            connection.customerID, in: connection.organizationID)
        guard let customer else { throw .missingParent }
        let all = columns + [("name_key", SQLValue.text(SearchText.folded(customer.name)))]
        try session.execute(
            """
            INSERT INTO connection (\(all.map(\.0).joined(separator: ", ")))
            VALUES (\(all.indices.map { "$\($0 + 1)" }.joined(separator: ", ")))
            """, all.map(\.1))
        try counters.add(1, connection.counterKey)
        try Self.words.insert(
            connection.searchWords(of: customer), of: connection.id.uuid, in: connection.organizationID, session)
    }

    /// Stores everything that may change, and counts the version up by one.
    /// - Throws: `.stale` when the stored version is not the one of `connection`; then nothing changed.
    public func save(_ connection: Connection) throws(StoreError) {
        let stored = try session.first(
            """
            SELECT connection.*, customer.name AS customer_name, customer.email AS customer_email
            FROM connection JOIN customer ON customer.id = connection.customer_id
            WHERE connection.id = $1 AND connection.organization_id = $2 AND connection.version = $3
            """, [.id(connection.id), .id(connection.organizationID), .count(connection.version)])
        guard let stored else { throw .stale(table: "connection") }
        let before = try Connection(row: stored)
        let columns = connection.columns
        let assignments = columns.enumerated().map { "\($1.0) = $\($0 + 4)" }.joined(separator: ", ")
        let changed = try session.execute(
            """
            UPDATE connection SET version = version + 1, \(assignments)
            WHERE id = $1 AND organization_id = $2 AND version = $3
            """,
            [.id(connection.id), .id(connection.organizationID), .count(connection.version)] + columns.map(\.1))
        guard changed == 1 else { throw .stale(table: "connection") }
        try counters.move(from: before.counterKey, to: connection.counterKey)
        if before.loginHint != connection.loginHint {
            let customer = Customer(
                id: before.customerID, organizationID: before.organizationID, name: try stored.text("customer_name"),
                email: try stored.optionalText("customer_email"), createdAt: before.createdAt)
            try Self.words.delete(of: connection.id.uuid, session)
            try Self.words.insert(
                connection.searchWords(of: customer), of: connection.id.uuid, in: connection.organizationID, session)
        }
    }
}

extension Connection {
    fileprivate func searchWords(of customer: Customer) -> [String] {
        SearchText.words(in: [customer.name, loginHint ?? "", customer.email ?? ""].joined(separator: " "))
    }

    fileprivate var counterKey: ConnectionCounters.Key {
        ConnectionCounters.Key(
            organizationID: organizationID, providerKey: providerKey, isArchived: archivedAt != nil,
            status: state.status)
    }
}
