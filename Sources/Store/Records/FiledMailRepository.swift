public import Domain
public import Foundation

/// Mails of email connections: what came, with its documents, until it is filed as a bill.
public struct FiledMailRepository<Access> {
    let session: any SQLSession

    public func find(_ id: FiledMail.ID, in organization: Organization.ID) throws(StoreError) -> FiledMail? {
        try filled(
            session.query(
                "SELECT * FROM filed_mail WHERE id = $1 AND organization_id = $2", [.id(id), .id(organization)])
        ).first
    }

    /// A connection's mails that are filed and not set aside, newest first.
    public func ofConnection(
        _ id: Connection.ID, in organization: Organization.ID, limit: Int
    ) throws(StoreError) -> [FiledMail] {
        try filled(
            session.query(
                """
                SELECT * FROM filed_mail
                WHERE connection_id = $1 AND organization_id = $2 AND filed_at IS NOT NULL AND is_set_aside = 0
                ORDER BY received_at DESC, id DESC LIMIT $3
                """, [.id(id), .id(organization), .count(limit)]))
    }

    /// A connection's mails that wait for somebody, newest first.
    public func unfiled(
        of id: Connection.ID, in organization: Organization.ID, limit: Int
    ) throws(StoreError) -> [FiledMail] {
        try filled(
            session.query(
                """
                SELECT * FROM filed_mail WHERE connection_id = $1 AND organization_id = $2 AND filed_at IS NULL
                ORDER BY received_at DESC, id DESC LIMIT $3
                """, [.id(id), .id(organization), .count(limit)]))
    }

    /// An organization's mails that wait for somebody, oldest first.
    public func unfiled(in organization: Organization.ID, limit: Int) throws(StoreError) -> [FiledMail] {
        try filled(
            session.query(
                """
                SELECT * FROM filed_mail WHERE organization_id = $1 AND filed_at IS NULL
                ORDER BY received_at, id LIMIT $2
                """, [.id(organization), .count(limit)]))
    }

    /// How many of an organization's mails wait for somebody, counted up to a limit.
    public func countUnfiled(in organization: Organization.ID, upTo limit: Int) throws(StoreError) -> Int {
        try session.amount(
            """
            SELECT COUNT(*) AS amount FROM (
                SELECT 1 AS one FROM filed_mail WHERE organization_id = $1 AND filed_at IS NULL LIMIT $2
            ) AS waiting
            """, [.id(organization), .count(limit)])
    }

    /// For the rhythm: when a connection's newest bills came, oldest first.
    public func arrivals(of connection: Connection.ID, limit: Int) throws(StoreError) -> [Date] {
        try session.query(
            """
            SELECT received_at FROM filed_mail
            WHERE connection_id = $1 AND filed_at IS NOT NULL AND is_set_aside = 0
                AND EXISTS (SELECT 1 FROM mail_attachment WHERE mail_id = filed_mail.id)
            ORDER BY received_at DESC LIMIT $2
            """, [.id(connection), .count(limit)]
        ).map { row throws(StoreError) in try row.instant("received_at") }.reversed()
    }

    private func filled(_ rows: [SQLRow]) throws(StoreError) -> [FiledMail] {
        try rows.map { row throws(StoreError) in
            let id: FiledMail.ID = try row.id("id")
            let attachments = try session.query(
                "SELECT * FROM mail_attachment WHERE mail_id = $1 ORDER BY position", [.id(id)]
            ).map(FiledMail.Attachment.init(row:))
            return FiledMail(
                id: id, organizationID: try row.id("organization_id"), connectionID: try row.id("connection_id"),
                receivedAt: try row.instant("received_at"), senderDomain: try row.text("sender_domain"),
                filedAt: try row.optionalInstant("filed_at"), doubt: try row.optionalChoice("doubt"),
                isSetAside: try row.flag("is_set_aside"), attachments: attachments)
        }
    }
}

extension FiledMailRepository where Access == WriteAccess {
    /// - Throws: `.missingParent` for an attachment whose document was not put before.
    public func insert(_ mail: FiledMail) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO filed_mail
                (id, organization_id, connection_id, received_at, sender_domain, filed_at, doubt, is_set_aside)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .id(mail.id), .id(mail.organizationID), .id(mail.connectionID), .instant(mail.receivedAt),
                .text(mail.senderDomain), .instant(mail.filedAt), .choice(mail.doubt), .flag(mail.isSetAside),
            ])
        for (position, attachment) in mail.attachments.enumerated() {
            try session.execute(
                """
                INSERT INTO mail_attachment (mail_id, position, name, media_type, size, document_digest)
                VALUES ($1, $2, $3, $4, $5, $6)
                """,
                [
                    .id(mail.id), .count(position), .text(attachment.name), .text(attachment.mediaType),
                    .count(attachment.size), .text(attachment.digest),
                ])
        }
    }

    /// Files a mail's documents under a connection of the same organization.
    /// - Returns: Whether it waited until now.
    /// - Throws: `.missingParent` for a connection of somebody else.
    @discardableResult
    public func file(
        _ id: FiledMail.ID, under connection: Connection.ID, in organization: Organization.ID, at now: Date
    ) throws(StoreError) -> Bool {
        try session.execute(
            """
            UPDATE filed_mail SET filed_at = $3, connection_id = $4
            WHERE id = $1 AND organization_id = $2 AND filed_at IS NULL
            """, [.id(id), .id(organization), .instant(now), .id(connection)]) == 1
    }

    /// Nobody needs to look at a mail any more: there is no bill in it. Its files stay.
    /// - Returns: Whether it waited until now.
    @discardableResult
    public func setAside(
        _ id: FiledMail.ID, in organization: Organization.ID, at now: Date
    ) throws(StoreError) -> Bool {
        try session.execute(
            """
            UPDATE filed_mail SET filed_at = $3, is_set_aside = 1
            WHERE id = $1 AND organization_id = $2 AND filed_at IS NULL
            """, [.id(id), .id(organization), .instant(now)]) == 1
    }
}

extension FiledMail.Attachment {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            name: row.text("name"), mediaType: row.text("media_type"), size: row.integer("size"),
            digest: row.text("document_digest"))
    }
}
