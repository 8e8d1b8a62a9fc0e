public import Domain
public import Foundation

/// Utility accounts as portals list them.
public struct AccountRepository<Access> {
    let session: any SQLSession

    /// By number.
    public func ofConnection(
        _ id: Connection.ID, in organization: Organization.ID
    ) throws(StoreError) -> [Account] {
        try session.query(
            """
            SELECT account.* FROM account JOIN connection ON connection.id = account.connection_id
            WHERE account.connection_id = $1 AND connection.organization_id = $2
            ORDER BY account.number, account.id
            """, [.id(id), .id(organization)]
        ).map(Account.init(row:))
    }
}

extension AccountRepository where Access == WriteAccess {
    /// Stores an account as it was just seen. One that the connection has already (by the portal's own id) keeps its id
    /// and the moment it was first seen.
    public func merge(_ account: Account) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO account
                (id, connection_id, provider_reference, number, service_address, meters, first_seen_at, last_seen_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (connection_id, provider_reference) DO UPDATE SET
                number = excluded.number, service_address = excluded.service_address, meters = excluded.meters,
                last_seen_at = excluded.last_seen_at
            """,
            [
                .id(account.id), .id(account.connectionID), .text(account.providerReference), .text(account.number),
                .text(account.serviceAddress), .text(StoredJSON.text(account.meters)), .instant(account.firstSeenAt),
                .instant(account.lastSeenAt),
            ])
    }

    /// What the customer does not share is kept by name only.
    /// - Parameter date: nil shares it again.
    public func withhold(_ id: Account.ID, at date: Date?) throws(StoreError) {
        try session.execute("UPDATE account SET withheld_at = $2 WHERE id = $1", [.id(id), .instant(date)])
    }
}

extension Account {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            id: row.id("id"), connectionID: row.id("connection_id"),
            providerReference: row.text("provider_reference"), number: row.text("number"),
            serviceAddress: row.text("service_address"),
            meters: StoredJSON.value(from: row.text("meters"), column: "meters"),
            firstSeenAt: row.instant("first_seen_at"), lastSeenAt: row.instant("last_seen_at"),
            withheldAt: row.optionalInstant("withheld_at"))
    }
}
