public import Domain
public import Foundation

/// What signing in compares.
public struct SignInRecord: Sendable {
    public let member: Member
    /// Self-describing: algorithm, parameters, salt, hash.
    public let passwordHash: String
}

/// The people of an organization.
public struct MemberRepository<Access> {
    let session: any SQLSession

    public func find(_ id: Member.ID, in organization: Organization.ID) throws(StoreError) -> Member? {
        try session.first(
            "SELECT * FROM member WHERE id = $1 AND organization_id = $2", [.id(id), .id(organization)]
        ).map(Member.init(row:))
    }

    /// For signing in: an address belongs to one member of the whole installation. The address is lower-cased.
    public func withEmail(_ email: String) throws(StoreError) -> SignInRecord? {
        guard let row = try session.first("SELECT * FROM member WHERE email = $1", [.text(email)]) else { return nil }
        return SignInRecord(member: try Member(row: row), passwordHash: try row.text("password_hash"))
    }

    /// Everybody, disabled members too, by name.
    public func all(in organization: Organization.ID) throws(StoreError) -> [Member] {
        try session.query(
            "SELECT * FROM member WHERE organization_id = $1 ORDER BY name, id", [.id(organization)]
        ).map(Member.init(row:))
    }

    /// How many members that are not disabled have this role.
    public func count(role: Role, in organization: Organization.ID) throws(StoreError) -> Int {
        try session.amount(
            """
            SELECT COUNT(*) AS amount FROM member
            WHERE organization_id = $1 AND role = $2 AND disabled_at IS NULL
            """, [.id(organization), .choice(role)])
    }
}

extension MemberRepository where Access == WriteAccess {
    public func insert(_ member: Member, passwordHash: String) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO member (id, organization_id, name, email, role, password_hash, created_at, disabled_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .id(member.id), .id(member.organizationID), .text(member.name), .text(member.email),
                .choice(member.role), .text(passwordHash), .instant(member.createdAt), .instant(member.disabledAt),
            ])
    }

    /// - Returns: Whether there is such a member; so do the next three.
    @discardableResult
    public func setPasswordHash(
        _ id: Member.ID, in organization: Organization.ID, _ hash: String
    ) throws(StoreError) -> Bool {
        try session.execute(
            "UPDATE member SET password_hash = $3 WHERE id = $1 AND organization_id = $2",
            [.id(id), .id(organization), .text(hash)]) == 1
    }

    @discardableResult
    public func setRole(_ id: Member.ID, in organization: Organization.ID, to role: Role) throws(StoreError) -> Bool {
        try session.execute(
            "UPDATE member SET role = $3 WHERE id = $1 AND organization_id = $2",
            [.id(id), .id(organization), .choice(role)]) == 1
    }

    @discardableResult
    public func disable(_ id: Member.ID, in organization: Organization.ID, at now: Date) throws(StoreError) -> Bool {
        try session.execute(
            "UPDATE member SET disabled_at = $3 WHERE id = $1 AND organization_id = $2",
            [.id(id), .id(organization), .instant(now)]) == 1
    }

    @discardableResult
    public func enable(_ id: Member.ID, in organization: Organization.ID) throws(StoreError) -> Bool {
        try session.execute(
            "UPDATE member SET disabled_at = NULL WHERE id = $1 AND organization_id = $2",
            [.id(id), .id(organization)]) == 1
    }
}

extension Member {
    /// - Parameter prefix: What the columns' names begin with in a join.
    init(row: SQLRow, prefix: String) throws(StoreError) {
        try self.init(
            id: row.id(prefix + "id"), organizationID: row.id(prefix + "organization_id"),
            name: row.text(prefix + "name"), email: row.text(prefix + "email"), role: row.choice(prefix + "role"),
            createdAt: row.instant(prefix + "created_at"), disabledAt: row.optionalInstant(prefix + "disabled_at"))
    }

    init(row: SQLRow) throws(StoreError) { try self.init(row: row, prefix: "") }
}
