public import Domain
import Foundation
import Ports
import Store

/// A session that was just made. The token goes into the cookie and is kept nowhere.
public struct NewSession: Sendable {
    public let token: Secret<String>
    public let signedIn: SignedInMember
}

extension Workplace {
    /// A fresh session: what is stored, and what the member gets.
    func newSession(of member: Member, in organization: Organization) -> (stored: MemberSession, new: NewSession) {
        let token = tokens.mint()
        let now = clock.now()
        let stored = MemberSession(
            digest: tokens.digest(of: token), memberID: member.id, organizationID: organization.id, createdAt: now,
            lastSeenAt: now, expiresAt: now.addingTimeInterval(limits.sessionAbsolute))
        let signedIn = SignedInMember(
            member: member, organization: organization, sessionDigest: stored.digest, expiresAt: stored.expiresAt)
        return (stored, NewSession(token: token, signedIn: signedIn))
    }
}
