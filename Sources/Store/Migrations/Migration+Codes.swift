extension Migration {
    /// How one-time codes come: routes, runs that wait, requests, the ledger of messages, remembered devices, mailed bills.
    static let codes = Migration(
        number: 5, name: "codes",
        statements: [
            """
            CREATE TABLE code_route (
                id {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL,
                connection_id {TEXT} NOT NULL,
                kind {TEXT} NOT NULL,
                address {TEXT},
                sealed {BLOB},
                last_period {COUNT},
                created_at {INSTANT} NOT NULL,
                proven_at {INSTANT},
                last_arrival_at {INSTANT},
                last_delay {COUNT},
                misses {COUNT} NOT NULL,
                rehearsed_at {INSTANT},
                ended_at {INSTANT},
                FOREIGN KEY (organization_id, connection_id) REFERENCES connection (organization_id, id),
                CONSTRAINT code_route_kind CHECK (kind IN ('authenticator', 'email', 'sms', 'live', 'off')),
                CONSTRAINT code_route_address CHECK ((kind IN ('email', 'sms')) = (address IS NOT NULL)),
                CONSTRAINT code_route_sealed CHECK (
                    (kind = 'authenticator' AND ended_at IS NULL) = (sealed IS NOT NULL)
                ),
                CONSTRAINT code_route_misses CHECK (misses >= 0)
            ) {STRICT}
            """,
            "CREATE UNIQUE INDEX code_route_live ON code_route (connection_id) WHERE ended_at IS NULL",
            "CREATE UNIQUE INDEX code_route_alias ON code_route (address) WHERE kind = 'email'",
            "CREATE INDEX code_route_by_address ON code_route (address) WHERE ended_at IS NULL",
            "CREATE INDEX code_route_by_connection ON code_route (connection_id, id)",
            """
            CREATE INDEX code_route_by_proof ON code_route (proven_at)
            WHERE ended_at IS NULL AND kind IN ('email', 'sms')
            """,
            """
            CREATE TABLE code_wait (
                run_id {TEXT} NOT NULL REFERENCES run (id),
                number {COUNT} NOT NULL,
                organization_id {TEXT} NOT NULL,
                connection_id {TEXT} NOT NULL,
                provider_key {TEXT} NOT NULL,
                login {TEXT} NOT NULL,
                channel {TEXT} NOT NULL,
                route_id {TEXT} REFERENCES code_route (id),
                phone {TEXT},
                destination_masked {TEXT},
                host {TEXT},
                asked_at {INSTANT} NOT NULL,
                expires_at {INSTANT} NOT NULL,
                state {TEXT} NOT NULL,
                arrived_at {INSTANT},
                sealed {BLOB},
                PRIMARY KEY (run_id, number),
                FOREIGN KEY (organization_id, connection_id) REFERENCES connection (organization_id, id),
                CONSTRAINT code_wait_number CHECK (number >= 1),
                CONSTRAINT code_wait_channel CHECK (
                    channel IN ('sms', 'email', 'call', 'totp', 'app', 'unknown', 'email_link', 'sms_link')
                ),
                CONSTRAINT code_wait_state CHECK (
                    state IN ('waiting', 'arrived', 'taken', 'accepted', 'rejected', 'over')
                ),
                CONSTRAINT code_wait_sealed CHECK (
                    CASE state WHEN 'arrived' THEN sealed IS NOT NULL WHEN 'taken' THEN 1 = 1 ELSE sealed IS NULL END
                )
            ) {STRICT}
            """,
            "CREATE UNIQUE INDEX code_wait_of_run ON code_wait (run_id) WHERE state IN ('waiting', 'arrived')",
            "CREATE UNIQUE INDEX code_wait_of_login ON code_wait (login) WHERE state IN ('waiting', 'arrived')",
            """
            CREATE UNIQUE INDEX code_wait_of_phone ON code_wait (provider_key, phone)
            WHERE state IN ('waiting', 'arrived') AND phone IS NOT NULL
            """,
            "CREATE INDEX code_wait_open ON code_wait (expires_at) WHERE state IN ('waiting', 'arrived', 'taken')",
            "CREATE INDEX code_wait_by_connection ON code_wait (connection_id, asked_at)",
            """
            CREATE TABLE code_request (
                run_id {TEXT} NOT NULL REFERENCES run (id),
                number {COUNT} NOT NULL,
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                login {TEXT} NOT NULL,
                is_attended {FLAG} NOT NULL,
                at {INSTANT} NOT NULL,
                PRIMARY KEY (run_id, number),
                \(isFlag("is_attended", as: "code_request_is_attended"))
            ) {STRICT}
            """,
            "CREATE INDEX code_request_by_login ON code_request (login, at)",
            """
            CREATE TABLE received_message (
                id {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                connection_id {TEXT},
                address {TEXT} NOT NULL,
                transport {TEXT} NOT NULL,
                received_at {INSTANT} NOT NULL,
                sender {TEXT},
                verdict {TEXT} NOT NULL,
                delay {COUNT},
                code_print {TEXT},
                reference {TEXT},
                FOREIGN KEY (organization_id, connection_id) REFERENCES connection (organization_id, id),
                CONSTRAINT received_message_transport CHECK (
                    transport IN (
                        'smtp', 'lmtp', 'pipe', 'postmark', 'sendgrid', 'mailgun', 'ses', 'imap', 'raw', 'twilio',
                        'sms_gateway', 'sms_forwarder', 'sms_hooks', 'shortcuts'
                    )
                ),
                CONSTRAINT received_message_verdict CHECK (
                    verdict IN (
                        'used', 'no_code', 'ambiguous', 'nobody_waiting', 'foreign_sender', 'too_old', 'over_limit',
                        'too_late', 'kept', 'confirmation', 'bounce', 'irrelevant'
                    )
                )
            ) {STRICT}
            """,
            """
            CREATE UNIQUE INDEX received_message_reference ON received_message (address, transport, reference)
            WHERE reference IS NOT NULL
            """,
            "CREATE INDEX received_message_by_address ON received_message (address, received_at)",
            "CREATE INDEX received_message_by_connection ON received_message (connection_id, received_at)",
            """
            CREATE TABLE forwarding_confirmation (
                connection_id {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL,
                sealed {BLOB} NOT NULL,
                received_at {INSTANT} NOT NULL,
                expires_at {INSTANT} NOT NULL,
                FOREIGN KEY (organization_id, connection_id) REFERENCES connection (organization_id, id)
            ) {STRICT}
            """,
            "CREATE INDEX forwarding_confirmation_by_end ON forwarding_confirmation (expires_at)",
            """
            CREATE TABLE device_trust (
                connection_id {TEXT} NOT NULL PRIMARY KEY REFERENCES connection (id),
                sealed {BLOB} NOT NULL,
                obtained_at {INSTANT} NOT NULL,
                expires_at {INSTANT},
                alive_at {INSTANT},
                lost_at {INSTANT}
            ) {STRICT}
            """,
            """
            CREATE TABLE trust_loss (
                connection_id {TEXT} NOT NULL REFERENCES connection (id),
                lost_at {INSTANT} NOT NULL,
                provider_key {TEXT} NOT NULL,
                lasted {COUNT} NOT NULL,
                PRIMARY KEY (connection_id, lost_at)
            ) {STRICT}
            """,
            "CREATE INDEX trust_loss_by_provider ON trust_loss (provider_key, lost_at)",
            """
            CREATE TABLE filed_mail (
                id {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL,
                connection_id {TEXT} NOT NULL,
                received_at {INSTANT} NOT NULL,
                sender_domain {TEXT} NOT NULL,
                filed_at {INSTANT},
                FOREIGN KEY (organization_id, connection_id) REFERENCES connection (organization_id, id)
            ) {STRICT}
            """,
            "CREATE INDEX filed_mail_by_connection ON filed_mail (connection_id, received_at, id)",
            "CREATE INDEX filed_mail_open ON filed_mail (organization_id, received_at, id) WHERE filed_at IS NULL",
            """
            CREATE TABLE mail_attachment (
                mail_id {TEXT} NOT NULL REFERENCES filed_mail (id),
                position {COUNT} NOT NULL,
                name {TEXT} NOT NULL,
                media_type {TEXT} NOT NULL,
                size {COUNT} NOT NULL,
                document_digest {TEXT} NOT NULL REFERENCES document (digest),
                PRIMARY KEY (mail_id, position)
            ) {STRICT}
            """,
            "CREATE INDEX mail_attachment_by_document ON mail_attachment (document_digest)",
            // A run that waits for a person or a message takes no place among those that work.
            "ALTER TABLE job ADD COLUMN is_waiting {FLAG} NOT NULL DEFAULT 0 CHECK (is_waiting IN (0, 1))",
            "CREATE INDEX job_working ON job (lane) WHERE worker IS NOT NULL AND is_waiting = 0",
        ])
}
