public import Domain
public import Foundation

/// A link that lets somebody in once. Only the SHA-256 of its token is stored.
public struct SignInLink: Sendable, Equatable {
    public enum Purpose: String, Sendable, CaseIterable {
        /// Makes the first organization and its owner.
        case setup
        /// Makes a member.
        case invitation
        /// Signs an existing member in.
        case signIn = "sign_in"
    }

    public let digest: String
    /// nil for a setup link: there is no organization yet.
    public let organizationID: Organization.ID?
    public let memberID: Member.ID?
    public let purpose: Purpose
    public let email: String?
    public let role: Role?
    public let createdAt: Date
    public let expiresAt: Date
    public let usedAt: Date?

    public init(
        digest: String, organizationID: Organization.ID?, memberID: Member.ID? = nil, purpose: Purpose,
        email: String? = nil, role: Role? = nil, createdAt: Date, expiresAt: Date, usedAt: Date? = nil
    ) {
        self.digest = digest
        self.organizationID = organizationID
        self.memberID = memberID
        self.purpose = purpose
        self.email = email
        self.role = role
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.usedAt = usedAt
    }
}

/// Setup, invitation and sign-in links, named by the digest of their token.
public struct SignInLinkRepository<Access> {
    let session: any SQLSession

    /// The link, used or not, expired or not.
    public func find(_ digest: String) throws(StoreError) -> SignInLink? {
        try session.first("SELECT * FROM sign_in_link WHERE digest = $1", [.text(digest)]).map(SignInLink.init(row:))
    }
}

extension SignInLinkRepository where Access == WriteAccess {
    public func insert(_ link: SignInLink) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO sign_in_link
                (digest, organization_id, member_id, purpose, email, role, created_at, expires_at, used_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .text(link.digest), .id(link.organizationID), .id(link.memberID), .choice(link.purpose),
                .optional(link.email), .choice(link.role), .instant(link.createdAt), .instant(link.expiresAt),
                .instant(link.usedAt),
            ])
    }

    /// Uses a link up.
    /// - Returns: False when it is unknown, was used before, or has expired; then nothing changed.
    public func use(_ digest: String, at now: Date) throws(StoreError) -> Bool {
        try session.execute(
            "UPDATE sign_in_link SET used_at = $2 WHERE digest = $1 AND used_at IS NULL AND expires_at > $2",
            [.text(digest), .instant(now)]) == 1
    }
}

extension SignInLink {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            digest: row.text("digest"), organizationID: row.optionalID("organization_id"),
            memberID: row.optionalID("member_id"), purpose: row.choice("purpose"), email: row.optionalText("email"),
            role: row.optionalChoice("role"), createdAt: row.instant("created_at"),
            expiresAt: row.instant("expires_at"), usedAt: row.optionalInstant("used_at"))
    }
}
