public import Domain

/// Destroys what was collected.
public struct RecordShredder {
    let session: any SQLSession

    /// Everything collected for a connection: bills and their documents, accounts, mails, the pictures and words of its
    /// runs. That it existed, and what was done when, stays.
    public func destroyAll(of connection: Connection.ID) throws(StoreError) {
        let digests = try digests(
            """
            SELECT document_digest FROM bill WHERE connection_id = $1 AND document_digest IS NOT NULL
            UNION SELECT mail_attachment.document_digest FROM mail_attachment
            JOIN filed_mail ON filed_mail.id = mail_attachment.mail_id WHERE filed_mail.connection_id = $1
            """, .id(connection))
        for statement in Self.statements { try session.execute(statement, [.id(connection)]) }
        try sweep(digests)
    }

    /// The bills of one account, with their documents.
    public func destroyBills(of account: Account.ID) throws(StoreError) {
        let digests = try digests(
            "SELECT DISTINCT document_digest FROM bill WHERE account_id = $1 AND document_digest IS NOT NULL",
            .id(account))
        try session.execute("DELETE FROM bill WHERE account_id = $1", [.id(account)])
        try sweep(digests)
    }

    private func digests(_ sql: String, _ value: SQLValue) throws(StoreError) -> [String] {
        try session.query(sql, [value]).map { row throws(StoreError) in try row.text("document_digest") }
    }

    /// Those of the documents that nothing names any more.
    private func sweep(_ digests: [String]) throws(StoreError) {
        for digest in digests {
            try session.execute(
                """
                DELETE FROM document
                WHERE digest = $1 AND NOT EXISTS (SELECT 1 FROM bill WHERE document_digest = $1)
                    AND NOT EXISTS (SELECT 1 FROM mail_attachment WHERE document_digest = $1)
                """, [.text(digest)])
        }
    }

    private static let statements = [
        "DELETE FROM mail_attachment WHERE mail_id IN (SELECT id FROM filed_mail WHERE connection_id = $1)",
        "DELETE FROM filed_mail WHERE connection_id = $1",
        "DELETE FROM bill WHERE connection_id = $1",
        "DELETE FROM account WHERE connection_id = $1",
        "DELETE FROM evidence WHERE run_id IN (SELECT id FROM run WHERE connection_id = $1)",
        "UPDATE run SET proof = NULL WHERE connection_id = $1",
    ]
}
