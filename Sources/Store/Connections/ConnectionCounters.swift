import Domain

/// How many connections there are per organization, provider, archive and shown status, kept up to date by every write:
/// counting a million rows for each look at the list would take far longer than the list itself.
struct ConnectionCounters {
    struct Key: Hashable {
        let organizationID: Organization.ID
        let providerKey: ProviderKey
        let isArchived: Bool
        let status: ConnectionStatus
    }

    let session: any SQLSession

    /// Counts one connection away from one place and into another. Always in the same order, so that two transactions
    /// that move opposite ways wait for each other instead of dying in a deadlock.
    func move(from old: Key, to new: Key) throws(StoreError) {
        guard old != new else { return }
        if order(old) < order(new) {
            try add(-1, old)
            try add(1, new)
        } else {
            try add(1, new)
            try add(-1, old)
        }
    }

    func add(_ amount: Int, _ key: Key) throws(StoreError) {
        let values: [SQLValue] = [
            .id(key.organizationID), .text(key.providerKey.text), .flag(key.isArchived), .choice(key.status),
            .count(amount),
        ]
        let changed = try session.execute(
            """
            UPDATE connection_count SET amount = amount + $5
            WHERE organization_id = $1 AND provider_key = $2 AND is_archived = $3 AND status = $4
            """, values)
        guard changed == 0 else { return }
        try session.execute(
            """
            INSERT INTO connection_count (organization_id, provider_key, is_archived, status, amount)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (organization_id, provider_key, is_archived, status)
            DO UPDATE SET amount = connection_count.amount + excluded.amount
            """, values)
    }

    /// Every count of an organization, or of one provider in it.
    func all(
        in organization: Organization.ID, of provider: ProviderKey?
    ) throws(StoreError) -> [SQLRow] {
        try session.query(
            """
            SELECT status, is_archived, CAST(SUM(amount) AS BIGINT) AS amount FROM connection_count
            WHERE organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR provider_key = $2)
            GROUP BY status, is_archived
            """, [.id(organization), .optional(provider?.text)])
    }

    /// A provider's connections of all organizations, archived ones left out.
    func total(of provider: ProviderKey) throws(StoreError) -> Int {
        try session.amount(
            """
            SELECT CAST(SUM(amount) AS BIGINT) AS amount FROM connection_count
            WHERE provider_key = $1 AND is_archived = 0
            """, [.text(provider.text)])
    }

    private func order(_ key: Key) -> (Int, String) { (key.isArchived ? 1 : 0, key.status.rawValue) }
}
