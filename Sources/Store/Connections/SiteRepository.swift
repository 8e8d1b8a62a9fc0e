public import Domain

/// The places of customers, and which connections' accounts are filed under them.
public struct SiteRepository<Access> {
    let session: any SQLSession

    /// Every site of an organization, by name.
    public func all(in organization: Organization.ID, limit: Int = 1000) throws(StoreError) -> [Site] {
        try session.query(
            "SELECT * FROM site WHERE organization_id = $1 ORDER BY name_key, id LIMIT $2",
            [.id(organization), .count(limit)]
        ).map(Site.init(row:))
    }

    /// The sites of some connections, by name; connections without one are left out.
    public func ofConnections(
        _ ids: [Connection.ID], in organization: Organization.ID
    ) throws(StoreError) -> [Connection.ID: [Site]] {
        guard !ids.isEmpty else { return [:] }
        let places = ids.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        let rows = try session.query(
            """
            SELECT site.*, connection_site.connection_id FROM connection_site
            JOIN site ON site.id = connection_site.site_id
            WHERE connection_site.organization_id = $1 AND connection_site.connection_id IN (\(places))
            ORDER BY site.name_key, site.id
            """, [.id(organization)] + ids.map { .id($0) })
        var sites: [Connection.ID: [Site]] = [:]
        for row in rows { sites[try row.id("connection_id"), default: []].append(try Site(row: row)) }
        return sites
    }
}

extension SiteRepository where Access == WriteAccess {
    /// Stores a site, unless the customer has one of this name already, letter case and accents aside.
    /// - Returns: The site that the customer has now.
    /// - Throws: `.missingParent` unless the customer belongs to the same organization.
    public func findOrInsert(_ site: Site) throws(StoreError) -> Site {
        let key = SearchText.folded(site.name)
        try session.execute(
            """
            INSERT INTO site (id, organization_id, customer_id, name, name_key, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (customer_id, name_key) DO NOTHING
            """,
            [
                .id(site.id), .id(site.organizationID), .id(site.customerID), .text(site.name), .text(key),
                .instant(site.createdAt),
            ])
        let found = try session.first(
            "SELECT * FROM site WHERE organization_id = $1 AND customer_id = $2 AND name_key = $3",
            [.id(site.organizationID), .id(site.customerID), .text(key)])
        guard let found else { throw .missingParent }
        return try Site(row: found)
    }

    /// Files a connection's accounts under a site of the same customer; done twice, the second time changes nothing.
    /// - Throws: `.missingParent` when the site belongs to another customer.
    public func file(_ connection: Connection, under site: Site) throws(StoreError) {
        guard connection.organizationID == site.organizationID, connection.customerID == site.customerID else {
            throw .missingParent
        }
        try session.execute(
            """
            INSERT INTO connection_site (connection_id, site_id, organization_id) VALUES ($1, $2, $3)
            ON CONFLICT (connection_id, site_id) DO NOTHING
            """, [.id(connection.id), .id(site.id), .id(connection.organizationID)])
    }
}

extension Site {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            id: row.id("id"), organizationID: row.id("organization_id"), customerID: row.id("customer_id"),
            name: row.text("name"), createdAt: row.instant("created_at"))
    }
}
