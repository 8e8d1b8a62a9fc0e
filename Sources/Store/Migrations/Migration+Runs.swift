extension Migration {
    /// Runs with their submissions and evidence, what they collected, and how providers are doing.
    static let runs = Migration(
        number: 3, name: "runs",
        statements: [
            """
            CREATE TABLE run (
                id {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL,
                connection_id {TEXT} NOT NULL,
                provider_key {TEXT} NOT NULL,
                cause {TEXT} NOT NULL,
                requested_by {TEXT} REFERENCES member (id),
                queued_at {INSTANT} NOT NULL,
                started_at {INSTANT},
                ended_at {INSTANT},
                credential_version {COUNT} NOT NULL,
                stages {TEXT} NOT NULL,
                outcome_code {TEXT},
                outcome_detail {TEXT},
                confidence {TEXT},
                status_before {TEXT} NOT NULL,
                status_after {TEXT},
                proof {TEXT},
                browser_reference {TEXT},
                FOREIGN KEY (organization_id, connection_id) REFERENCES connection (organization_id, id),
                CONSTRAINT run_cause CHECK (cause IN ('first', 'schedule', 'manual', 'repair', 'rehearsal', 'canary')),
                CONSTRAINT run_confidence CHECK (confidence IN ('high', 'medium', 'low')),
                \(isStatus("status_before", as: "run_status_before")),
                \(isStatus("status_after", as: "run_status_after")),
                CONSTRAINT run_end CHECK (
                    (ended_at IS NULL) = (outcome_code IS NULL) AND (ended_at IS NULL) = (status_after IS NULL)
                )
            ) {STRICT}
            """,
            "CREATE UNIQUE INDEX run_unfinished ON run (connection_id) WHERE ended_at IS NULL",
            "CREATE INDEX run_by_connection ON run (connection_id, id)",
            "CREATE INDEX run_by_provider ON run (provider_key, ended_at)",
            """
            CREATE TABLE submission (
                run_id {TEXT} NOT NULL REFERENCES run (id),
                position {COUNT} NOT NULL,
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                kind {TEXT} NOT NULL,
                login {TEXT} NOT NULL,
                secret {TEXT} NOT NULL,
                is_attended {FLAG} NOT NULL,
                at {INSTANT} NOT NULL,
                verdict {TEXT} NOT NULL,
                PRIMARY KEY (run_id, position),
                CONSTRAINT submission_kind CHECK (kind IN ('password', 'code', 'answer')),
                \(isFlag("is_attended", as: "submission_is_attended")),
                CONSTRAINT submission_verdict CHECK (verdict IN ('open', 'accepted', 'rejected', 'interrupted'))
            ) {STRICT}
            """,
            "CREATE UNIQUE INDEX submission_open ON submission (login) WHERE verdict = 'open'",
            "CREATE INDEX submission_by_login ON submission (login, at)",
            "CREATE INDEX submission_by_secret ON submission (secret, at)",
            """
            CREATE TABLE evidence (
                run_id {TEXT} NOT NULL PRIMARY KEY REFERENCES run (id),
                steps {TEXT} NOT NULL,
                screenshot {BLOB}
            ) {STRICT}
            """,
            """
            CREATE TABLE account (
                id {TEXT} NOT NULL PRIMARY KEY,
                connection_id {TEXT} NOT NULL REFERENCES connection (id),
                provider_reference {TEXT} NOT NULL,
                number {TEXT} NOT NULL,
                service_address {TEXT} NOT NULL,
                meters {TEXT} NOT NULL,
                first_seen_at {INSTANT} NOT NULL,
                last_seen_at {INSTANT} NOT NULL,
                UNIQUE (connection_id, provider_reference),
                UNIQUE (connection_id, id)
            ) {STRICT}
            """,
            """
            CREATE TABLE document (
                digest {TEXT} NOT NULL PRIMARY KEY,
                bytes {BLOB} NOT NULL
            ) {STRICT}
            """,
            """
            CREATE TABLE bill (
                id {TEXT} NOT NULL PRIMARY KEY,
                connection_id {TEXT} NOT NULL,
                account_id {TEXT} NOT NULL,
                provider_reference {TEXT} NOT NULL,
                period_start {TEXT} NOT NULL,
                period_end {TEXT} NOT NULL,
                issued_on {TEXT} NOT NULL,
                amount_minor_units {COUNT} NOT NULL,
                currency {TEXT} NOT NULL,
                document_digest {TEXT} REFERENCES document (digest),
                fetched_at {INSTANT} NOT NULL,
                FOREIGN KEY (connection_id, account_id) REFERENCES account (connection_id, id),
                UNIQUE (account_id, provider_reference)
            ) {STRICT}
            """,
            "CREATE INDEX bill_by_connection ON bill (connection_id, issued_on, id)",
            "CREATE INDEX bill_by_account ON bill (account_id, issued_on)",
            "CREATE INDEX bill_by_document ON bill (document_digest)",
            """
            CREATE TABLE incident (
                id {TEXT} NOT NULL PRIMARY KEY,
                provider_key {TEXT} NOT NULL,
                status {TEXT} NOT NULL,
                reason {TEXT} NOT NULL,
                opened_at {INSTANT} NOT NULL,
                closed_at {INSTANT},
                \(isStatus("status", as: "incident_status"))
            ) {STRICT}
            """,
            "CREATE UNIQUE INDEX incident_open ON incident (provider_key) WHERE closed_at IS NULL",
            "CREATE INDEX incident_by_provider ON incident (provider_key, id)",
            """
            CREATE TABLE provider_day (
                provider_key {TEXT} NOT NULL,
                day_at {INSTANT} NOT NULL,
                outcome_code {TEXT} NOT NULL,
                amount {COUNT} NOT NULL,
                last_ended_at {INSTANT} NOT NULL,
                PRIMARY KEY (provider_key, day_at, outcome_code)
            ) {STRICT}
            """,
        ])
}
