import Domain

extension ConnectionRepository {
    /// One page of the list, by keyset: the same rows on every page, however many come and go meanwhile.
    /// A cursor that is none of this query's starts at the beginning.
    public func page(_ query: ConnectionQuery) throws(StoreError) -> ConnectionRows {
        guard !query.statuses.isEmpty else { return ConnectionRows(rows: [], next: nil) }
        var text = ConnectionPageText(query)
        let rows = try session.query(text.statement(), text.values)
        let page = try rows.prefix(query.limit).map { row throws(StoreError) in
            ConnectionRow(
                connection: try Connection(row: row), customerName: try row.text("customer_name"),
                openIncidentID: try row.optionalID("incident_id"))
        }
        guard rows.count > query.limit, let last = rows.prefix(query.limit).last else {
            return ConnectionRows(rows: page, next: nil)
        }
        let cursor = ConnectionCursor(
            sort: query.indexedSort, rank: try last.integer("page_rank"), key: try last.value("page_key"),
            id: try last.text("id"))
        return ConnectionRows(rows: page, next: cursor.text)
    }

    /// The counts beside the list: of every status, under the query's search, provider and customer.
    /// The filter, the actor and the cursor play no part.
    public func counts(_ query: ConnectionQuery) throws(StoreError) -> ConnectionCounts {
        let words = query.words
        if words.isEmpty, query.customerID == nil {
            return try ConnectionCounts(rows: counters.all(in: query.organizationID, of: query.providerKey))
        }
        var values: [SQLValue] = [
            .id(query.organizationID), .optional(query.providerKey?.text), .id(query.customerID),
        ]
        let narrowing = """
            organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR provider_key = $2)
            AND (CAST($3 AS TEXT) IS NULL OR customer_id = $3)
            """
        guard !words.isEmpty else {
            return try ConnectionCounts(
                rows: session.query(
                    """
                    SELECT status, is_archived, COUNT(*) AS amount FROM connection
                    WHERE customer_id = $3 AND organization_id = $1
                        AND (CAST($2 AS TEXT) IS NULL OR provider_key = $2)
                    GROUP BY status, is_archived
                    """, values))
        }
        let candidates = Self.words.candidates(for: words, organization: "$1", values: &values)
        let rows = try session.query(
            """
            WITH candidate AS MATERIALIZED (\(candidates))
            SELECT status, is_archived, COUNT(*) AS amount, (SELECT COUNT(*) FROM candidate) AS looked_at
            FROM (SELECT DISTINCT connection_id FROM candidate) AS found
            CROSS JOIN connection
            WHERE connection.id = found.connection_id AND \(narrowing)
            GROUP BY status, is_archived
            """, values)
        let lookedAt = try rows.first?.integer("looked_at") ?? 0
        return try ConnectionCounts(rows: rows, isCapped: lookedAt > WordIndex.mostCandidates)
    }
}

extension ConnectionCounts {
    /// - Parameter rows: `status`, `is_archived`, `amount`.
    fileprivate init(rows: [SQLRow], isCapped: Bool = false) throws(StoreError) {
        var byStatus: [ConnectionStatus: Int] = [:]
        var archived = 0
        for row in rows {
            let amount = try row.integer("amount")
            if try row.flag("is_archived") {
                archived += amount
            } else if amount > 0 {
                byStatus[try row.choice("status"), default: 0] += amount
            }
        }
        self.init(byStatus: byStatus, archived: archived, isCapped: isCapped)
    }
}
