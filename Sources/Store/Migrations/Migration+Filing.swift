extension Migration {
    /// Why a mail waits for somebody, and that somebody found no bill in it. Mails with a PDF were proven when they came:
    /// they are filed.
    static let filing = Migration(
        number: 7, name: "filing",
        statements: [
            """
            ALTER TABLE filed_mail ADD COLUMN doubt {TEXT}
            CONSTRAINT filed_mail_doubt CHECK (doubt IN ('unproven_sender', 'no_document'))
            """,
            """
            ALTER TABLE filed_mail ADD COLUMN is_set_aside {FLAG} NOT NULL DEFAULT 0
            CONSTRAINT filed_mail_is_set_aside CHECK (is_set_aside IN (0, 1))
            """,
            """
            UPDATE filed_mail SET filed_at = received_at
            WHERE filed_at IS NULL AND EXISTS (SELECT 1 FROM mail_attachment WHERE mail_id = filed_mail.id)
            """,
            "UPDATE filed_mail SET doubt = 'no_document' WHERE filed_at IS NULL",
        ])
}
