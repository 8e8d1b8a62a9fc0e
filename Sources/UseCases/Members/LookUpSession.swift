public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// The member behind a session cookie; nil when the session is unknown, idle for too long or over, or when the
    /// member or the organization is inactive. Writes the last use at most once a minute, as far as the disk has room.
    public func lookUpSession(_ token: Secret<String>) async throws -> SignedInMember? {
        let digest = tokens.digest(of: token)
        let now = clock.now()
        guard let found = try await storage.read({ tx in try tx.sessions.find(digest) }),
            found.session.expiresAt > now,
            found.session.lastSeenAt.addingTimeInterval(limits.sessionIdle) > now,
            found.member.disabledAt == nil, found.organization.deactivatedAt == nil
        else { return nil }
        if found.session.lastSeenAt.addingTimeInterval(limits.sessionTouch) <= now {
            try await storage.whereThereIsRoom { tx in try tx.sessions.touch(digest, at: now) }
        }
        return SignedInMember(
            member: found.member, organization: found.organization, sessionDigest: digest,
            expiresAt: found.session.expiresAt)
    }
}
