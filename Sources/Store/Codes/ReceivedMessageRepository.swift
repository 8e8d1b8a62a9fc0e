public import Domain
public import Foundation

/// The ledger of incoming messages: that they came, and what became of them. Never what they said.
public struct ReceivedMessageRepository<Access> {
    let session: any SQLSession

    /// Newest first.
    public func ofConnection(
        _ id: Connection.ID, in organization: Organization.ID, limit: Int
    ) throws(StoreError) -> [ReceivedMessage] {
        try session.query(
            """
            SELECT * FROM received_message WHERE connection_id = $1 AND organization_id = $2
            ORDER BY received_at DESC, id DESC LIMIT $3
            """, [.id(id), .id(organization), .count(limit)]
        ).map(ReceivedMessage.init(row:))
    }

    /// How many of a connection's messages came to each verdict.
    public func counts(
        of id: Connection.ID, in organization: Organization.ID
    ) throws(StoreError) -> [MessageVerdict: Int] {
        let rows = try session.query(
            """
            SELECT verdict, COUNT(*) AS amount FROM received_message
            WHERE connection_id = $1 AND organization_id = $2 GROUP BY verdict
            """, [.id(id), .id(organization)])
        var counts: [MessageVerdict: Int] = [:]
        for row in rows { counts[try row.choice("verdict")] = try row.integer("amount") }
        return counts
    }

    /// For the limit: how many came to an alias since a moment.
    public func count(to address: String, since: Date) throws(StoreError) -> Int {
        try session.amount(
            "SELECT COUNT(*) AS amount FROM received_message WHERE address = $1 AND received_at > $2",
            [.text(address), .instant(since)])
    }

    /// For the limit: how many of these were not proven to be from anybody expected.
    public func unproven(to address: String, since: Date) throws(StoreError) -> Int {
        try session.amount(
            """
            SELECT COUNT(*) AS amount FROM received_message
            WHERE address = $1 AND received_at > $2 AND verdict IN ('foreign_sender', 'over_limit')
            """, [.text(address), .instant(since)])
    }

    /// Whether a message was taken before, by its transport's name for it.
    public func isKnown(_ reference: String, to address: String, over transport: InboundTransport) throws(StoreError)
        -> Bool
    {
        try session.first(
            "SELECT 1 AS one FROM received_message WHERE address = $1 AND transport = $2 AND reference = $3",
            [.text(address), .choice(transport), .text(reference)]) != nil
    }
}

extension ReceivedMessageRepository where Access == WriteAccess {
    /// - Throws: `.notUnique` when a message of this reference was taken before.
    public func insert(_ message: ReceivedMessage) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO received_message
                (id, organization_id, connection_id, address, transport, received_at, sender, verdict, delay,
                code_print, reference)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .id(message.id), .id(message.organizationID), .id(message.connectionID), .text(message.address),
                .choice(message.transport), .instant(message.receivedAt), .optional(message.sender),
                .choice(message.verdict), .microseconds(message.delay), .optional(message.codePrint?.hex),
                .optional(message.reference),
            ])
    }
}

extension ReceivedMessage {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            id: row.id("id"), organizationID: row.id("organization_id"), connectionID: row.optionalID("connection_id"),
            address: row.text("address"), transport: row.choice("transport"), receivedAt: row.instant("received_at"),
            sender: row.optionalText("sender"), verdict: row.choice("verdict"), delay: row.optionalSeconds("delay"),
            codePrint: row.optionalText("code_print").flatMap(Fingerprint.init(hex:)),
            reference: row.optionalText("reference"))
    }
}
