extension Migration {
    /// Organizations, their members, links, sessions, keys, audit log and customers; settings of the installation.
    static let people = Migration(
        number: 1, name: "people",
        statements: [
            """
            CREATE TABLE organization (
                id {TEXT} NOT NULL PRIMARY KEY,
                name {TEXT} NOT NULL,
                created_at {INSTANT} NOT NULL,
                deactivated_at {INSTANT}
            ) {STRICT}
            """,
            """
            CREATE TABLE member (
                id {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                name {TEXT} NOT NULL,
                email {TEXT} NOT NULL UNIQUE,
                role {TEXT} NOT NULL,
                password_hash {TEXT} NOT NULL,
                created_at {INSTANT} NOT NULL,
                disabled_at {INSTANT},
                CONSTRAINT member_role CHECK (role IN ('viewer', 'operator', 'owner'))
            ) {STRICT}
            """,
            "CREATE INDEX member_by_organization ON member (organization_id, name, id)",
            """
            CREATE TABLE sign_in_link (
                digest {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} REFERENCES organization (id),
                member_id {TEXT} REFERENCES member (id),
                purpose {TEXT} NOT NULL,
                email {TEXT},
                role {TEXT},
                created_at {INSTANT} NOT NULL,
                expires_at {INSTANT} NOT NULL,
                used_at {INSTANT},
                CONSTRAINT sign_in_link_purpose CHECK (purpose IN ('setup', 'invitation', 'sign_in')),
                CONSTRAINT sign_in_link_role CHECK (role IN ('viewer', 'operator', 'owner')),
                CONSTRAINT sign_in_link_target CHECK (purpose = 'setup' OR organization_id IS NOT NULL)
            ) {STRICT}
            """,
            """
            CREATE TABLE member_session (
                digest {TEXT} NOT NULL PRIMARY KEY,
                member_id {TEXT} NOT NULL REFERENCES member (id),
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                created_at {INSTANT} NOT NULL,
                last_seen_at {INSTANT} NOT NULL,
                expires_at {INSTANT} NOT NULL
            ) {STRICT}
            """,
            "CREATE INDEX member_session_by_member ON member_session (member_id)",
            "CREATE INDEX member_session_by_end ON member_session (expires_at)",
            """
            CREATE TABLE api_key (
                id {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                digest {TEXT} NOT NULL UNIQUE,
                name {TEXT} NOT NULL,
                scopes {TEXT} NOT NULL,
                created_at {INSTANT} NOT NULL,
                last_used_at {INSTANT},
                revoked_at {INSTANT}
            ) {STRICT}
            """,
            "CREATE INDEX api_key_by_organization ON api_key (organization_id, id)",
            """
            CREATE TABLE audit_entry (
                id {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                at {INSTANT} NOT NULL,
                author_kind {TEXT} NOT NULL,
                author_id {TEXT},
                action {TEXT} NOT NULL,
                subject {TEXT} NOT NULL,
                \(author(as: "audit_entry_author"))
            ) {STRICT}
            """,
            "CREATE INDEX audit_entry_by_organization ON audit_entry (organization_id, id)",
            """
            CREATE TABLE customer (
                id {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                name {TEXT} NOT NULL,
                name_key {TEXT} NOT NULL,
                email {TEXT},
                email_key {TEXT},
                created_at {INSTANT} NOT NULL,
                UNIQUE (organization_id, id)
            ) {STRICT}
            """,
            "CREATE INDEX customer_by_name ON customer (organization_id, name_key, id)",
            "CREATE INDEX customer_by_email ON customer (organization_id, email_key, id)",
            """
            CREATE TABLE customer_word (
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                word {TEXT} NOT NULL,
                customer_id {TEXT} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
                PRIMARY KEY (organization_id, word, customer_id)
            ) {STRICT}
            """,
            "CREATE INDEX customer_word_by_customer ON customer_word (customer_id, word)",
            """
            CREATE TABLE setting (
                name {TEXT} NOT NULL PRIMARY KEY,
                value {TEXT} NOT NULL
            ) {STRICT}
            """,
        ])

    /// A CHECK that `author_kind` is known, and that everybody but Tieline itself has an id.
    static func author(as constraint: String) -> String {
        """
        CONSTRAINT \(constraint) CHECK (
            (author_kind = 'tieline' AND author_id IS NULL)
            OR (author_kind IN ('member', 'api_key') AND author_id IS NOT NULL)
        )
        """
    }
}
