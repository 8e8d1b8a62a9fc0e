extension Migration {
    /// Connections with their counters, search words, history and secrets.
    static let connections = Migration(
        number: 2, name: "connections",
        statements: [
            """
            CREATE TABLE connection (
                id {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                customer_id {TEXT} NOT NULL,
                provider_key {TEXT} NOT NULL,
                kind {TEXT} NOT NULL,
                login_hint {TEXT},
                name_key {TEXT} NOT NULL,
                credential_version {COUNT} NOT NULL,
                archived_at {INSTANT},
                is_archived {FLAG} NOT NULL,
                created_at {INSTANT} NOT NULL,
                status {TEXT} NOT NULL,
                sign_in_status {TEXT} NOT NULL,
                reason {TEXT} NOT NULL,
                covers {TEXT} NOT NULL,
                since_at {INSTANT} NOT NULL,
                activity {TEXT} NOT NULL,
                last_attempt_at {INSTANT},
                last_success_at {INSTANT},
                next_attempt_at {INSTANT},
                evidence_run_id {TEXT},
                deep_link {TEXT},
                streak_family {TEXT},
                streak_count {COUNT},
                streak_started_at {INSTANT},
                is_unproven {FLAG} NOT NULL,
                version {COUNT} NOT NULL,
                FOREIGN KEY (organization_id, customer_id) REFERENCES customer (organization_id, id),
                UNIQUE (organization_id, id),
                CONSTRAINT connection_kind CHECK (kind IN ('online', 'email', 'green_button')),
                \(isStatus("status", as: "connection_status")),
                \(isStatus("sign_in_status", as: "connection_sign_in_status")),
                CONSTRAINT connection_activity CHECK (
                    activity IN (
                        'idle', 'queued', 'signing_in', 'waiting_for_code',
                        'waiting_for_approval', 'verifying', 'collecting'
                    )
                ),
                CONSTRAINT connection_streak_family CHECK (
                    streak_family IN (
                        'site_down', 'address_dead', 'blocked', 'page_changed',
                        'no_accounts', 'crashed', 'unclassified'
                    )
                ),
                \(isFlag("is_archived", as: "connection_is_archived")),
                \(isFlag("is_unproven", as: "connection_is_unproven")),
                CONSTRAINT connection_archive CHECK ((is_archived = 1) = (archived_at IS NOT NULL)),
                CONSTRAINT connection_streak CHECK (
                    (streak_family IS NULL) = (streak_count IS NULL)
                    AND (streak_family IS NULL) = (streak_started_at IS NULL)
                ),
                CONSTRAINT connection_version CHECK (version >= 1 AND credential_version >= 0)
            ) {STRICT}
            """,
            // The list: each order in each status, for all, for one provider, for one customer.
            "CREATE INDEX connection_list_since ON connection (organization_id, is_archived, status, since_at, id)",
            "CREATE INDEX connection_list_name ON connection (organization_id, is_archived, status, name_key, id)",
            """
            CREATE INDEX connection_provider_since
            ON connection (organization_id, provider_key, is_archived, status, since_at, id)
            """,
            """
            CREATE INDEX connection_provider_name
            ON connection (organization_id, provider_key, is_archived, status, name_key, id)
            """,
            """
            CREATE INDEX connection_customer_since
            ON connection (organization_id, customer_id, is_archived, status, since_at, id)
            """,
            // The scheduler, the clock and incidents.
            """
            CREATE INDEX connection_due ON connection (next_attempt_at, id)
            WHERE is_archived = 0 AND activity = 'idle' AND next_attempt_at IS NOT NULL
            """,
            "CREATE INDEX connection_by_status ON connection (status, since_at, id) WHERE is_archived = 0",
            "CREATE INDEX connection_at_provider ON connection (provider_key, status, id) WHERE is_archived = 0",
            """
            CREATE TABLE connection_count (
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                provider_key {TEXT} NOT NULL,
                is_archived {FLAG} NOT NULL,
                status {TEXT} NOT NULL,
                amount {COUNT} NOT NULL,
                PRIMARY KEY (organization_id, provider_key, is_archived, status),
                CONSTRAINT connection_count_amount CHECK (amount >= 0)
            ) {STRICT}
            """,
            "CREATE INDEX connection_count_by_provider ON connection_count (provider_key)",
            """
            CREATE TABLE connection_word (
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                word {TEXT} NOT NULL,
                connection_id {TEXT} NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
                PRIMARY KEY (organization_id, word, connection_id)
            ) {STRICT}
            """,
            "CREATE INDEX connection_word_by_connection ON connection_word (connection_id, word)",
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
                \(author(as: "connection_event_author"))
            ) {STRICT}
            """,
            "CREATE INDEX connection_event_by_connection ON connection_event (connection_id, at, id)",
            """
            CREATE TABLE data_key (
                owner {TEXT} NOT NULL PRIMARY KEY,
                key_id {TEXT} NOT NULL,
                wrapped {BLOB} NOT NULL
            ) {STRICT}
            """,
            "CREATE INDEX data_key_by_key ON data_key (key_id, owner)",
            """
            CREATE TABLE credential (
                connection_id {TEXT} NOT NULL REFERENCES connection (id),
                version {COUNT} NOT NULL,
                sealed {BLOB} NOT NULL,
                created_at {INSTANT} NOT NULL,
                created_by {TEXT} REFERENCES member (id),
                PRIMARY KEY (connection_id, version),
                CONSTRAINT credential_version CHECK (version >= 1)
            ) {STRICT}
            """,
            """
            CREATE TABLE saved_session (
                connection_id {TEXT} NOT NULL PRIMARY KEY REFERENCES connection (id),
                sealed {BLOB} NOT NULL
            ) {STRICT}
            """,
        ])
}
