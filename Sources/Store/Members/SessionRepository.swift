public import Domain
public import Foundation

/// A signed-in browser. Only the SHA-256 of its cookie is stored.
public struct MemberSession: Sendable, Equatable {
    public let digest: String
    public let memberID: Member.ID
    public let organizationID: Organization.ID
    public let createdAt: Date
    public let lastSeenAt: Date
    /// The absolute end, however busy the session is.
    public let expiresAt: Date

    public init(
        digest: String, memberID: Member.ID, organizationID: Organization.ID, createdAt: Date, lastSeenAt: Date,
        expiresAt: Date
    ) {
        self.digest = digest
        self.memberID = memberID
        self.organizationID = organizationID
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.expiresAt = expiresAt
    }
}

/// A session with whom it belongs to. Whether it still counts is for the reader to decide.
public struct FoundSession: Sendable, Equatable {
    public let session: MemberSession
    public let member: Member
    public let organization: Organization
}

/// Signed-in browsers, named by the digest of their cookie.
public struct SessionRepository<Access> {
    let session: any SQLSession

    public func find(_ digest: String) throws(StoreError) -> FoundSession? {
        let row = try session.first(
            """
            SELECT s.digest AS session_digest, s.created_at AS session_created_at, s.last_seen_at, s.expires_at,
                m.id AS member_id, m.organization_id AS member_organization_id, m.name AS member_name,
                m.email AS member_email, m.role AS member_role, m.created_at AS member_created_at,
                m.disabled_at AS member_disabled_at, o.*
            FROM member_session AS s
            JOIN member AS m ON m.id = s.member_id
            JOIN organization AS o ON o.id = m.organization_id
            WHERE s.digest = $1
            """, [.text(digest)])
        guard let row else { return nil }
        let member = try Member(row: row, prefix: "member_")
        return FoundSession(
            session: MemberSession(
                digest: try row.text("session_digest"), memberID: member.id, organizationID: member.organizationID,
                createdAt: try row.instant("session_created_at"), lastSeenAt: try row.instant("last_seen_at"),
                expiresAt: try row.instant("expires_at")),
            member: member, organization: try Organization(row: row))
    }
}

extension SessionRepository where Access == WriteAccess {
    public func insert(_ new: MemberSession) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO member_session (digest, member_id, organization_id, created_at, last_seen_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .text(new.digest), .id(new.memberID), .id(new.organizationID), .instant(new.createdAt),
                .instant(new.lastSeenAt), .instant(new.expiresAt),
            ])
    }

    /// Notes that the session was used.
    public func touch(_ digest: String, at now: Date) throws(StoreError) {
        try session.execute(
            "UPDATE member_session SET last_seen_at = $2 WHERE digest = $1 AND last_seen_at < $2",
            [.text(digest), .instant(now)])
    }

    public func delete(_ digest: String) throws(StoreError) {
        try session.execute("DELETE FROM member_session WHERE digest = $1", [.text(digest)])
    }

    /// Signs a member out everywhere.
    public func deleteAll(of member: Member.ID, in organization: Organization.ID) throws(StoreError) {
        try session.execute(
            "DELETE FROM member_session WHERE member_id = $1 AND organization_id = $2",
            [.id(member), .id(organization)])
    }

    /// - Returns: How many sessions had reached their absolute end.
    @discardableResult
    public func deleteExpired(at now: Date) throws(StoreError) -> Int {
        try session.execute("DELETE FROM member_session WHERE expires_at <= $1", [.instant(now)])
    }
}
