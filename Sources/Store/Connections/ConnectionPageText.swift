import Domain

/// Writes the statement of one page of the list.
///
/// Among a million rows a page is quick only when an index gives the rows in order. The filters name sets of statuses,
/// so each status is read by itself, in order, no further than one page, and the few rows of all are merged. A search
/// leaves few enough rows to sort them.
struct ConnectionPageText {
    private let query: ConnectionQuery
    private let sort: ConnectionSort
    private let cursor: ConnectionCursor?
    private(set) var values: [SQLValue] = []

    init(_ query: ConnectionQuery) {
        self.query = query
        sort = query.indexedSort
        cursor = query.cursor.flatMap { ConnectionCursor($0, sort: query.indexedSort) }
    }

    /// Answers the rows with `customer_name`, `incident_id`, `page_rank` and `page_key`, one more than the limit.
    mutating func statement() -> String {
        let keys = query.words.isEmpty ? mergedKeys() : sortedKeys(of: query.words)
        let order = "page_rank, page_key \(sort.direction), page_id \(sort.direction)"
        return """
            SELECT connection.*, customer.name AS customer_name, incident.id AS incident_id, page_rank, page_key
            FROM (\(keys) ORDER BY \(order) LIMIT \(bind(.count(query.limit + 1)))) AS page
            JOIN connection ON connection.id = page.page_id
            JOIN customer ON customer.id = connection.customer_id
            LEFT JOIN incident ON incident.provider_key = connection.provider_key AND incident.closed_at IS NULL
            ORDER BY \(order)
            """
    }

    /// One ordered part per status, all merged.
    private mutating func mergedKeys() -> String {
        let organization = bind(.id(query.organizationID))
        let archived = bind(.flag(query.filter == .archived))
        let limit = bind(.count(query.limit + 1))
        let narrowing = narrowing().map { "AND \($0)" }.joined(separator: " ")
        var parts: [String] = []
        for (status, rank) in query.statuses where rank >= (cursor?.rank ?? 0) {
            let after = cursor.flatMap { $0.rank == rank ? $0 : nil }
            let position = after.map { after in
                "AND (\(sort.column), id) \(sort.after) (\(bind(after.key)), \(bind(.text(after.id))))"
            }
            parts.append(
                """
                SELECT * FROM (
                    SELECT \(rank) AS page_rank, \(sort.column) AS page_key, id AS page_id FROM connection
                    WHERE organization_id = \(organization) \(narrowing) AND is_archived = \(archived)
                        AND status = \(bind(.choice(status))) \(position ?? "")
                    ORDER BY \(sort.column) \(sort.direction), id \(sort.direction) LIMIT \(limit)
                ) AS part
                """)
        }
        guard !parts.isEmpty else { return "SELECT 0 AS page_rank, NULL AS page_key, NULL AS page_id WHERE 1 = 0" }
        return "SELECT * FROM (\(parts.joined(separator: " UNION ALL "))) AS merged"
    }

    /// The few rows of a search.
    private mutating func sortedKeys(of words: [String]) -> String {
        let organization = bind(.id(query.organizationID))
        var conditions = [
            "organization_id = \(organization)", "is_archived = \(bind(.flag(query.filter == .archived)))",
            "status IN (\(query.statuses.map { bind(.choice($0.status)) }.joined(separator: ", ")))",
        ]
        conditions += narrowing()
        let ranks = query.statuses.map { "WHEN '\($0.status.rawValue)' THEN \($0.rank)" }.joined(separator: " ")
        let rank = "CASE status \(ranks) END"
        if let cursor {
            let place = "(\(sort.column), id) \(sort.after) (\(bind(cursor.key)), \(bind(.text(cursor.id))))"
            conditions.append("(\(rank) > \(cursor.rank) OR (\(rank) = \(cursor.rank) AND \(place)))")
        }
        let keys = "SELECT \(rank) AS page_rank, \(sort.column) AS page_key, id AS page_id"
        let candidates = ConnectionRepository<ReadAccess>.words.candidates(
            for: words, organization: organization, values: &values)
        return """
            SELECT * FROM (
                WITH candidate AS MATERIALIZED (\(candidates))
                \(keys) FROM (SELECT DISTINCT connection_id FROM candidate) AS found
                CROSS JOIN connection
                WHERE id = found.connection_id AND \(conditions.joined(separator: " AND "))
            ) AS few
            """
    }

    /// The conditions of provider and customer.
    private mutating func narrowing() -> [String] {
        var conditions: [String] = []
        if let provider = query.providerKey { conditions.append("provider_key = \(bind(.text(provider.text)))") }
        if let customer = query.customerID { conditions.append("customer_id = \(bind(.id(customer)))") }
        return conditions
    }

    /// The placeholder of a value.
    private mutating func bind(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }
}
