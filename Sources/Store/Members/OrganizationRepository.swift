public import Domain
public import Foundation

/// The tenants.
public struct OrganizationRepository<Access> {
    let session: any SQLSession

    public func find(_ id: Organization.ID) throws(StoreError) -> Organization? {
        try session.first("SELECT * FROM organization WHERE id = $1", [.id(id)]).map(Organization.init(row:))
    }

    /// Every organization of the installation, oldest first.
    public func all() throws(StoreError) -> [Organization] {
        try session.query("SELECT * FROM organization ORDER BY id", []).map(Organization.init(row:))
    }
}

extension OrganizationRepository where Access == WriteAccess {
    public func insert(_ organization: Organization) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO organization (id, name, time_zone, created_at, deactivated_at)
            VALUES ($1, $2, $3, $4, $5)
            """,
            [
                .id(organization.id), .text(organization.name), .text(organization.timeZone.text),
                .instant(organization.createdAt), .instant(organization.deactivatedAt),
            ])
    }

    public func rename(_ id: Organization.ID, to name: String) throws(StoreError) {
        try session.execute("UPDATE organization SET name = $2 WHERE id = $1", [.id(id), .text(name)])
    }

    public func setTimeZone(_ id: Organization.ID, to zone: ZoneName) throws(StoreError) {
        try session.execute("UPDATE organization SET time_zone = $2 WHERE id = $1", [.id(id), .text(zone.text)])
    }

    public func deactivate(_ id: Organization.ID, at now: Date) throws(StoreError) {
        try session.execute(
            "UPDATE organization SET deactivated_at = $2 WHERE id = $1 AND deactivated_at IS NULL",
            [.id(id), .instant(now)])
    }

    public func reactivate(_ id: Organization.ID) throws(StoreError) {
        try session.execute("UPDATE organization SET deactivated_at = NULL WHERE id = $1", [.id(id)])
    }
}

extension Organization {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            id: row.id("id"), name: row.text("name"),
            // A name that this machine has never heard of must not shut everybody out.
            timeZone: ZoneName(row.text("time_zone")) ?? .utc, createdAt: row.instant("created_at"),
            deactivatedAt: row.optionalInstant("deactivated_at"))
    }
}
