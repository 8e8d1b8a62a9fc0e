public import Domain

/// One page of bills.
public struct BillRows: Sendable, Equatable {
    public let rows: [Bill]
    /// Where the next page starts; nil on the last one.
    public let next: String?
}

/// Bills as portals list them.
public struct BillRepository<Access> {
    let session: any SQLSession

    public func find(_ id: Bill.ID, in organization: Organization.ID) throws(StoreError) -> Bill? {
        try session.first(
            """
            SELECT bill.* FROM bill JOIN connection ON connection.id = bill.connection_id
            WHERE bill.id = $1 AND connection.organization_id = $2
            """, [.id(id), .id(organization)]
        ).map(Bill.init(row:))
    }

    /// The newest, by the day of issue.
    public func ofConnection(
        _ id: Connection.ID, in organization: Organization.ID, limit: Int
    ) throws(StoreError) -> [Bill] {
        try page(id, in: organization, limit: limit).rows
    }

    /// The newest of each account, all newest first.
    public func newest(
        _ id: Connection.ID, in organization: Organization.ID, perAccount limit: Int
    ) throws(StoreError) -> [Bill] {
        try session.query(
            """
            SELECT * FROM (
                SELECT bill.*,
                    ROW_NUMBER() OVER (
                        PARTITION BY bill.account_id ORDER BY bill.issued_on DESC, bill.id DESC
                    ) AS place
                FROM bill JOIN connection ON connection.id = bill.connection_id
                WHERE bill.connection_id = $1 AND connection.organization_id = $2
            ) AS ranked
            WHERE place <= $3 ORDER BY issued_on DESC, id DESC
            """, [.id(id), .id(organization), .count(limit)]
        ).map(Bill.init(row:))
    }

    /// How many bills each account of a connection has; accounts without any are left out.
    public func counts(_ id: Connection.ID, in organization: Organization.ID) throws(StoreError) -> [Account.ID: Int] {
        let rows = try session.query(
            """
            SELECT bill.account_id, COUNT(*) AS amount
            FROM bill JOIN connection ON connection.id = bill.connection_id
            WHERE bill.connection_id = $1 AND connection.organization_id = $2
            GROUP BY bill.account_id
            """, [.id(id), .id(organization)])
        var counts: [Account.ID: Int] = [:]
        for row in rows { counts[try row.id("account_id")] = try row.integer("amount") }
        return counts
    }

    /// Newest first, by the day of issue.
    /// - Parameters:
    ///   - account: Only bills of this one.
    ///   - cursor: The `next` of the page before; text that is none starts at the beginning.
    public func page(
        _ id: Connection.ID, of account: Account.ID? = nil, in organization: Organization.ID,
        after cursor: String? = nil, limit: Int
    ) throws(StoreError) -> BillRows {
        let place = cursor.flatMap(BillCursor.init)
        let found = try session.query(
            """
            SELECT bill.* FROM bill JOIN connection ON connection.id = bill.connection_id
            WHERE bill.connection_id = $1 AND connection.organization_id = $2
                AND (CAST($3 AS TEXT) IS NULL OR (bill.issued_on, bill.id) < ($3, $4))
                AND (CAST($6 AS TEXT) IS NULL OR bill.account_id = $6)
            ORDER BY bill.issued_on DESC, bill.id DESC LIMIT $5
            """,
            [
                .id(id), .id(organization), .optional(place?.issuedOn), .id(place?.id), .count(limit + 1),
                .id(account),
            ]
        ).map(Bill.init(row:))
        let rows = Array(found.prefix(limit))
        return BillRows(rows: rows, next: found.count > limit ? rows.last.map { BillCursor($0).text } : nil)
    }

    /// Whether a text is the `next` of some page of bills.
    public func reads(_ cursor: String) -> Bool { BillCursor(cursor) != nil }

    /// The day of issue of an account's newest bill, `YYYY-MM-DD`.
    public func latestIssued(_ account: Account.ID) throws(StoreError) -> String? {
        let row = try session.first(
            "SELECT MAX(issued_on) AS latest FROM bill WHERE account_id = $1", [.id(account)])
        return try row?.optionalText("latest")
    }
}

extension BillRepository where Access == WriteAccess {
    /// Stores a bill as it was just seen. One that the account has already (by the portal's own id) keeps its id, and
    /// its document when none came with it this time.
    public func upsert(_ bill: Bill) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO bill
                (id, connection_id, account_id, provider_reference, period_start, period_end, issued_on,
                amount_minor_units, currency, document_digest, fetched_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (account_id, provider_reference) DO UPDATE SET
                period_start = excluded.period_start, period_end = excluded.period_end, issued_on = excluded.issued_on,
                amount_minor_units = excluded.amount_minor_units, currency = excluded.currency,
                document_digest = COALESCE(excluded.document_digest, bill.document_digest),
                fetched_at = excluded.fetched_at
            """,
            [
                .id(bill.id), .id(bill.connectionID), .id(bill.accountID), .text(bill.providerReference),
                .text(bill.periodStart), .text(bill.periodEnd), .text(bill.issuedOn),
                .integer(bill.amount.minorUnits), .text(bill.amount.currency), .optional(bill.documentDigest),
                .instant(bill.fetchedAt),
            ])
    }
}

/// Where a page of bills ended: `2026-10-03.<uuid>`.
private struct BillCursor {
    let issuedOn: String
    let id: Bill.ID

    init(_ bill: Bill) {
        issuedOn = bill.issuedOn
        id = bill.id
    }

    init?(_ text: String) {
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 2, CalendarDay(parts[0]) != nil, let id = Bill.ID(parts[1]) else { return nil }
        issuedOn = parts[0]
        self.id = id
    }

    var text: String { "\(issuedOn).\(id.uuid)" }
}

extension Bill {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            id: row.id("id"), connectionID: row.id("connection_id"), accountID: row.id("account_id"),
            providerReference: row.text("provider_reference"), periodStart: row.text("period_start"),
            periodEnd: row.text("period_end"), issuedOn: row.text("issued_on"),
            amount: Money(minorUnits: Int64(row.integer("amount_minor_units")), currency: row.text("currency")),
            documentDigest: row.optionalText("document_digest"), fetchedAt: row.instant("fetched_at"))
    }
}
