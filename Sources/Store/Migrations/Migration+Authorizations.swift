extension Migration {
    /// What customers agreed to, what they are asked, the links and letters that ask them, and what an organization chose for
    /// all that. Customers become authors of what they do.
    static let authorizations = Migration(
        number: 8, name: "authorizations",
        statements: [
            """
            CREATE TABLE customer_authorization (
                id {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL,
                connection_id {TEXT} NOT NULL UNIQUE,
                state {TEXT} NOT NULL,
                scope {TEXT} NOT NULL,
                term {TEXT} NOT NULL,
                expires_at {INSTANT},
                created_at {INSTANT} NOT NULL,
                granted_at {INSTANT},
                ended_at {INSTANT},
                notice_given {COUNT},
                next_look_at {INSTANT},
                replaces {TEXT} REFERENCES connection (id),
                version {COUNT} NOT NULL,
                FOREIGN KEY (organization_id, connection_id) REFERENCES connection (organization_id, id),
                CONSTRAINT customer_authorization_state CHECK (
                    state IN ('requested', 'active', 'declined', 'expired', 'revoked')
                ),
                CONSTRAINT customer_authorization_grant CHECK (state <> 'active' OR granted_at IS NOT NULL),
                CONSTRAINT customer_authorization_version CHECK (version >= 1)
            ) {STRICT}
            """,
            """
            CREATE INDEX customer_authorization_list
            ON customer_authorization (organization_id, state, expires_at, id)
            """,
            """
            CREATE INDEX customer_authorization_look ON customer_authorization (next_look_at, id)
            WHERE next_look_at IS NOT NULL
            """,
            """
            CREATE TABLE consent (
                id {TEXT} NOT NULL PRIMARY KEY,
                authorization_id {TEXT} NOT NULL REFERENCES customer_authorization (id),
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                at {INSTANT} NOT NULL,
                evidence {TEXT} NOT NULL
            ) {STRICT}
            """,
            "CREATE INDEX consent_by_authorization ON consent (authorization_id, at, id)",
            // Whoever was collected for before was agreed upon outside, without an end.
            """
            INSERT INTO customer_authorization
                (id, organization_id, connection_id, state, scope, term, created_at, granted_at, version)
            SELECT id, organization_id, id, 'active', '{"data":["bills","usage","account_details"]}', 'until_revoked',
                created_at, created_at, 1
            FROM connection
            """,
            """
            CREATE TABLE customer_request (
                id {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL,
                customer_id {TEXT} NOT NULL,
                state {TEXT} NOT NULL,
                recipient_name {TEXT} NOT NULL,
                recipient_email {TEXT},
                language {TEXT},
                time_zone {TEXT} NOT NULL,
                note {TEXT},
                term {TEXT} NOT NULL,
                return_address {TEXT},
                created_by {TEXT} REFERENCES member (id),
                created_at {INSTANT} NOT NULL,
                expires_at {INSTANT},
                sent_at {INSTANT},
                delivered_at {INSTANT},
                bounced_at {INSTANT},
                opened_at {INSTANT},
                started_at {INSTANT},
                ended_at {INSTANT},
                reminders_sent {COUNT} NOT NULL,
                next_reminder_at {INSTANT},
                is_silenced {FLAG} NOT NULL,
                is_handed_over {FLAG} NOT NULL,
                decline_reason {TEXT},
                consent {TEXT},
                version {COUNT} NOT NULL,
                FOREIGN KEY (organization_id, customer_id) REFERENCES customer (organization_id, id),
                UNIQUE (organization_id, id),
                CONSTRAINT customer_request_state CHECK (
                    state IN (
                        'draft', 'held', 'open', 'completed', 'declined', 'expired', 'healed', 'revoked'
                    )
                ),
                CONSTRAINT customer_request_end CHECK (
                    (state IN ('draft', 'held', 'open')) = (ended_at IS NULL)
                ),
                CONSTRAINT customer_request_language CHECK (language IN ('en', 'es')),
                \(isFlag("is_silenced", as: "customer_request_is_silenced")),
                \(isFlag("is_handed_over", as: "customer_request_is_handed_over")),
                CONSTRAINT customer_request_version CHECK (version >= 1 AND reminders_sent >= 0)
            ) {STRICT}
            """,
            "CREATE INDEX customer_request_list ON customer_request (organization_id, state, id)",
            "CREATE INDEX customer_request_by_customer ON customer_request (customer_id, id)",
            """
            CREATE INDEX customer_request_reminder ON customer_request (next_reminder_at, id)
            WHERE state = 'open' AND next_reminder_at IS NOT NULL
            """,
            """
            CREATE INDEX customer_request_by_end ON customer_request (expires_at, id)
            WHERE state IN ('held', 'open') AND expires_at IS NOT NULL
            """,
            """
            CREATE INDEX customer_request_answered ON customer_request (recipient_email, customer_id)
            WHERE state = 'completed' AND recipient_email IS NOT NULL
            """,
            "CREATE INDEX customer_by_address ON customer (email_key, id) WHERE email_key IS NOT NULL",
            "CREATE INDEX customer_request_draft ON customer_request (created_at, id) WHERE state = 'draft'",
            """
            CREATE TABLE request_item (
                request_id {TEXT} NOT NULL,
                position {COUNT} NOT NULL,
                organization_id {TEXT} NOT NULL,
                connection_id {TEXT} NOT NULL,
                ask {TEXT} NOT NULL,
                state {TEXT} NOT NULL,
                ended_at {INSTANT},
                replacement_id {TEXT} REFERENCES connection (id),
                run_id {TEXT} REFERENCES run (id),
                PRIMARY KEY (request_id, connection_id),
                FOREIGN KEY (organization_id, request_id) REFERENCES customer_request (organization_id, id)
                    ON DELETE CASCADE,
                FOREIGN KEY (organization_id, connection_id) REFERENCES connection (organization_id, id),
                CONSTRAINT request_item_ask CHECK (ask IN ('authorize', 'reauthorize', 'repair', 'accounts')),
                CONSTRAINT request_item_state CHECK (
                    state IN ('planned', 'open', 'done', 'healed', 'declined', 'dropped')
                )
            ) {STRICT}
            """,
            // Nobody is asked twice about one thing.
            "CREATE UNIQUE INDEX request_item_open ON request_item (connection_id) WHERE state = 'open'",
            "CREATE INDEX request_item_by_connection ON request_item (connection_id, request_id)",
            """
            CREATE INDEX request_item_replacement ON request_item (replacement_id) WHERE replacement_id IS NOT NULL
            """,
            """
            CREATE TABLE customer_link (
                digest {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                customer_id {TEXT} NOT NULL REFERENCES customer (id),
                request_id {TEXT} REFERENCES customer_request (id) ON DELETE CASCADE,
                created_at {INSTANT} NOT NULL,
                expires_at {INSTANT},
                revoked_at {INSTANT}
            ) {STRICT}
            """,
            "CREATE INDEX customer_link_by_request ON customer_link (request_id) WHERE request_id IS NOT NULL",
            "CREATE INDEX customer_link_by_customer ON customer_link (customer_id)",
            """
            CREATE TABLE request_event (
                id {TEXT} NOT NULL PRIMARY KEY,
                request_id {TEXT} NOT NULL,
                organization_id {TEXT} NOT NULL,
                at {INSTANT} NOT NULL,
                kind {TEXT} NOT NULL,
                words {TEXT},
                author_kind {TEXT} NOT NULL,
                author_id {TEXT},
                FOREIGN KEY (organization_id, request_id) REFERENCES customer_request (organization_id, id)
                    ON DELETE CASCADE,
                \(anyAuthor(as: "request_event_author"))
            ) {STRICT}
            """,
            "CREATE INDEX request_event_by_request ON request_event (request_id, at, id)",
            """
            CREATE TABLE letter (
                id {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL,
                customer_id {TEXT} NOT NULL,
                request_id {TEXT} REFERENCES customer_request (id),
                kind {TEXT} NOT NULL,
                to_name {TEXT} NOT NULL,
                to_email {TEXT} NOT NULL,
                language {TEXT} NOT NULL,
                created_at {INSTANT} NOT NULL,
                return_alias {TEXT},
                state {TEXT} NOT NULL,
                tries {COUNT} NOT NULL,
                words {TEXT},
                sent_at {INSTANT},
                settled_at {INSTANT},
                subject {TEXT},
                text {TEXT},
                FOREIGN KEY (organization_id, customer_id) REFERENCES customer (organization_id, id),
                CONSTRAINT letter_kind CHECK (
                    kind IN ('request', 'reminder', 'renewal', 'receipt', 'control_link', 'revoked')
                ),
                CONSTRAINT letter_language CHECK (language IN ('en', 'es')),
                CONSTRAINT letter_state CHECK (
                    state IN ('waiting', 'sent', 'delivered', 'bounced', 'refused', 'unsent', 'withdrawn')
                )
            ) {STRICT}
            """,
            "CREATE INDEX letter_by_request ON letter (request_id, id) WHERE request_id IS NOT NULL",
            "CREATE INDEX letter_by_customer ON letter (customer_id, id)",
            "CREATE UNIQUE INDEX letter_return ON letter (return_alias) WHERE return_alias IS NOT NULL",
            """
            CREATE TABLE organization_choice (
                organization_id {TEXT} NOT NULL PRIMARY KEY REFERENCES organization (id),
                requests {TEXT} NOT NULL,
                return_key {BLOB},
                logo_type {TEXT},
                logo_digest {TEXT},
                logo {BLOB}
            ) {STRICT}
            """,
            "CREATE INDEX organization_choice_logo ON organization_choice (logo_digest) WHERE logo_digest IS NOT NULL",
            "ALTER TABLE account ADD COLUMN withheld_at {INSTANT}",
        ] + rebuiltAuditEntry + rebuiltConnectionEvent)

    /// A CHECK that `author_kind` is one of all there are now.
    private static func anyAuthor(as constraint: String) -> String {
        """
        CONSTRAINT \(constraint) CHECK (
            (author_kind = 'tieline' AND author_id IS NULL)
            OR (author_kind IN ('member', 'api_key', 'customer') AND author_id IS NOT NULL)
        )
        """
    }

    // A CHECK cannot be changed in both engines alike: the tables are made anew around their rows.
    private static let rebuiltAuditEntry = [
        "ALTER TABLE audit_entry RENAME TO audit_entry_before",
        """
        CREATE TABLE audit_entry (
            id {TEXT} NOT NULL PRIMARY KEY,
            organization_id {TEXT} NOT NULL REFERENCES organization (id),
            at {INSTANT} NOT NULL,
            author_kind {TEXT} NOT NULL,
            author_id {TEXT},
            action {TEXT} NOT NULL,
            subject {TEXT} NOT NULL,
            \(anyAuthor(as: "audit_entry_author"))
        ) {STRICT}
        """,
        """
        INSERT INTO audit_entry (id, organization_id, at, author_kind, author_id, action, subject)
        SELECT id, organization_id, at, author_kind, author_id, action, subject FROM audit_entry_before
        """,
        "DROP TABLE audit_entry_before",
        "CREATE INDEX audit_entry_by_organization ON audit_entry (organization_id, id)",
        "CREATE INDEX audit_entry_by_subject ON audit_entry (organization_id, subject, id)",
    ]

    private static let rebuiltConnectionEvent = [
        "ALTER TABLE connection_event RENAME TO connection_event_before",
        """
        CREATE TABLE connection_event (
            id {TEXT} NOT NULL PRIMARY KEY,
            organization_id {TEXT} NOT NULL,
            connection_id {TEXT} NOT NULL,
            at {INSTANT} NOT NULL,
            kind {TEXT} NOT NULL,
            from_status {TEXT},
            to_status {TEXT},
            reason {TEXT},
            run_id {TEXT},
            author_kind {TEXT} NOT NULL,
            author_id {TEXT},
            FOREIGN KEY (organization_id, connection_id) REFERENCES connection (organization_id, id),
            \(isStatus("from_status", as: "connection_event_from")),
            \(isStatus("to_status", as: "connection_event_to")),
            \(anyAuthor(as: "connection_event_author"))
        ) {STRICT}
        """,
        """
        INSERT INTO connection_event
            (id, organization_id, connection_id, at, kind, from_status, to_status, reason, run_id, author_kind, author_id)
        SELECT id, organization_id, connection_id, at, kind, from_status, to_status, reason, run_id, author_kind, author_id
        FROM connection_event_before
        """,
        "DROP TABLE connection_event_before",
        "CREATE INDEX connection_event_by_connection ON connection_event (connection_id, at, id)",
    ]
}
