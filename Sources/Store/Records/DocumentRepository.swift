public import Domain

/// The bytes of bills, each stored once under its SHA-256.
public struct DocumentRepository<Access> {
    let session: any SQLSession

    /// The bytes, when a bill or a mail of the organization has this document.
    public func find(_ digest: String, in organization: Organization.ID) throws(StoreError) -> [UInt8]? {
        let row = try session.first(
            """
            SELECT document.bytes FROM document
            WHERE document.digest = $1 AND (
                EXISTS (
                    SELECT 1 FROM bill JOIN connection ON connection.id = bill.connection_id
                    WHERE bill.document_digest = document.digest AND connection.organization_id = $2
                )
                OR EXISTS (
                    SELECT 1 FROM mail_attachment JOIN filed_mail ON filed_mail.id = mail_attachment.mail_id
                    WHERE mail_attachment.document_digest = document.digest AND filed_mail.organization_id = $2
                )
            )
            """, [.text(digest), .id(organization)])
        guard let row else { return nil }
        return try row.blob("bytes")
    }
}

extension DocumentRepository where Access == WriteAccess {
    /// - Parameter digest: SHA-256 of the bytes, lower-case hex. Bytes that are there already stay.
    public func put(_ digest: String, _ bytes: [UInt8]) throws(StoreError) {
        try session.execute(
            "INSERT INTO document (digest, bytes) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING",
            [.text(digest), .blob(bytes)])
    }
}
