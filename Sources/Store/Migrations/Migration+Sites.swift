extension Migration {
    /// Sites of customers, the day from which a connection's bills are wanted, and an organization's time zone.
    static let sites = Migration(
        number: 6, name: "sites",
        statements: [
            """
            CREATE TABLE site (
                id {TEXT} NOT NULL PRIMARY KEY,
                organization_id {TEXT} NOT NULL,
                customer_id {TEXT} NOT NULL,
                name {TEXT} NOT NULL,
                name_key {TEXT} NOT NULL,
                created_at {INSTANT} NOT NULL,
                FOREIGN KEY (organization_id, customer_id) REFERENCES customer (organization_id, id),
                UNIQUE (organization_id, id),
                UNIQUE (customer_id, name_key)
            ) {STRICT}
            """,
            "CREATE INDEX site_by_name ON site (organization_id, name_key, id)",
            """
            CREATE TABLE connection_site (
                connection_id {TEXT} NOT NULL,
                site_id {TEXT} NOT NULL,
                organization_id {TEXT} NOT NULL,
                PRIMARY KEY (connection_id, site_id),
                FOREIGN KEY (organization_id, connection_id) REFERENCES connection (organization_id, id),
                FOREIGN KEY (organization_id, site_id) REFERENCES site (organization_id, id)
            ) {STRICT}
            """,
            "CREATE INDEX connection_site_by_site ON connection_site (site_id, connection_id)",
            "ALTER TABLE connection ADD COLUMN collect_from {TEXT}",
            "ALTER TABLE organization ADD COLUMN time_zone {TEXT} NOT NULL DEFAULT 'UTC'",
        ])
}
