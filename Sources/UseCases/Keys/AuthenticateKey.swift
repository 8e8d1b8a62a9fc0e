public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// The key's author; nil when the token is unknown or revoked, or the organization inactive. Writes the last use at
    /// most once a minute, as far as the disk has room.
    public func authenticateKey(_ token: Secret<String>) async throws -> Author? {
        let digest = tokens.digest(of: token)
        let now = clock.now()
        let found = try await storage.read { tx -> APIKey? in
            guard let key = try tx.apiKeys.withDigest(digest), key.revokedAt == nil,
                let organization = try tx.organizations.find(key.organizationID), organization.deactivatedAt == nil
            else { return nil }
            return key
        }
        guard let key = found else { return nil }
        if (key.lastUsedAt ?? .distantPast).addingTimeInterval(limits.sessionTouch) <= now {
            try await storage.whereThereIsRoom { tx in try tx.apiKeys.touch(key.id, at: now) }
        }
        return Author(organizationID: key.organizationID, identity: .apiKey(key.id, key.scopes))
    }
}
