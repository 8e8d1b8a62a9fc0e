public import Domain
public import Foundation

/// A member with a living session.
public struct SignedInMember: Sendable, Equatable {
    public let member: Member
    public let organization: Organization
    /// SHA-256 of the session's token: names the session without being it.
    public let sessionDigest: String
    public let expiresAt: Date

    public init(member: Member, organization: Organization, sessionDigest: String, expiresAt: Date) {
        self.member = member
        self.organization = organization
        self.sessionDigest = sessionDigest
        self.expiresAt = expiresAt
    }

    public var author: Author {
        Author(organizationID: organization.id, identity: .member(member.id, member.role))
    }
}

/// What a link's page may say before the link is used.
public enum LinkPreview: Sendable, Equatable {
    /// The installation has no organization yet.
    case setup
    case invitation(organization: String, email: String, role: Role)
    case signIn(email: String)
}
