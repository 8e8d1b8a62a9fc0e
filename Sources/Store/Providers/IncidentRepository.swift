public import Domain
public import Foundation

/// Trouble of providers; each has at most one open incident.
public struct IncidentRepository<Access> {
    let session: any SQLSession

    /// The provider's open incident.
    public func open(_ provider: ProviderKey) throws(StoreError) -> Incident? {
        try session.first(
            "SELECT * FROM incident WHERE provider_key = $1 AND closed_at IS NULL", [.text(provider.text)]
        ).map(Incident.init(row:))
    }

    /// Every open incident, the newest first.
    public func allOpen() throws(StoreError) -> [Incident] {
        try session.query("SELECT * FROM incident WHERE closed_at IS NULL ORDER BY id DESC", [])
            .map(Incident.init(row:))
    }

    /// Open and closed, the newest first.
    public func recent(_ provider: ProviderKey, limit: Int) throws(StoreError) -> [Incident] {
        try session.query(
            "SELECT * FROM incident WHERE provider_key = $1 ORDER BY id DESC LIMIT $2",
            [.text(provider.text), .count(limit)]
        ).map(Incident.init(row:))
    }
}

extension IncidentRepository where Access == WriteAccess {
    /// - Throws: `.notUnique` while the provider has an open one.
    public func insert(_ incident: Incident) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO incident (id, provider_key, status, reason, opened_at, closed_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .id(incident.id), .text(incident.providerKey.text), .choice(incident.status),
                .text(incident.reason.rawValue), .instant(incident.openedAt), .instant(incident.closedAt),
            ])
    }

    /// - Returns: Whether it was open.
    @discardableResult
    public func close(_ id: Incident.ID, at now: Date) throws(StoreError) -> Bool {
        try session.execute(
            "UPDATE incident SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL", [.id(id), .instant(now)]) == 1
    }
}

extension Incident {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            id: row.id("id"), providerKey: row.provider("provider_key"), status: row.choice("status"),
            reason: Reason(rawValue: row.text("reason")), openedAt: row.instant("opened_at"),
            closedAt: row.optionalInstant("closed_at"))
    }
}
