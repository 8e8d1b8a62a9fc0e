public import Domain
public import Foundation

/// Bearer keys of the API, named by the digest of the key.
public struct APIKeyRepository<Access> {
    let session: any SQLSession

    /// For authentication: the key, revoked or not.
    public func withDigest(_ digest: String) throws(StoreError) -> APIKey? {
        try session.first("SELECT * FROM api_key WHERE digest = $1", [.text(digest)]).map(APIKey.init(row:))
    }

    /// Every key, revoked ones too, newest first.
    public func all(in organization: Organization.ID) throws(StoreError) -> [APIKey] {
        try session.query(
            "SELECT * FROM api_key WHERE organization_id = $1 ORDER BY id DESC", [.id(organization)]
        ).map(APIKey.init(row:))
    }
}

extension APIKeyRepository where Access == WriteAccess {
    public func insert(_ key: APIKey, digest: String) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO api_key (id, organization_id, digest, name, scopes, created_at, last_used_at, revoked_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .id(key.id), .id(key.organizationID), .text(digest), .text(key.name),
                .text(key.scopes.map(\.rawValue).sorted().joined(separator: " ")), .instant(key.createdAt),
                .instant(key.lastUsedAt), .instant(key.revokedAt),
            ])
    }

    /// Notes that the key was used.
    public func touch(_ id: APIKey.ID, at now: Date) throws(StoreError) {
        try session.execute("UPDATE api_key SET last_used_at = $2 WHERE id = $1", [.id(id), .instant(now)])
    }

    /// - Returns: Whether there is such a key that was not revoked before.
    @discardableResult
    public func revoke(_ id: APIKey.ID, in organization: Organization.ID, at now: Date) throws(StoreError) -> Bool {
        try session.execute(
            "UPDATE api_key SET revoked_at = $3 WHERE id = $1 AND organization_id = $2 AND revoked_at IS NULL",
            [.id(id), .id(organization), .instant(now)]) == 1
    }
}

extension APIKey {
    init(row: SQLRow) throws(StoreError) {
        let scopes = try row.text("scopes").split(separator: " ").compactMap { APIScope(rawValue: String($0)) }
        try self.init(
            id: row.id("id"), organizationID: row.id("organization_id"), name: row.text("name"), scopes: Set(scopes),
            createdAt: row.instant("created_at"), lastUsedAt: row.optionalInstant("last_used_at"),
            revokedAt: row.optionalInstant("revoked_at"))
    }
}
