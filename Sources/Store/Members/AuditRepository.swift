public import Domain
public import Foundation

/// Who did what. Lines are only ever added.
public struct AuditRepository<Access> {
    let session: any SQLSession

    /// Newest first.
    /// - Parameter cursor: The last line of the page before.
    public func page(
        in organization: Organization.ID, before cursor: AuditEntry.ID? = nil, limit: Int
    ) throws(StoreError) -> [AuditEntry] {
        try session.query(
            """
            SELECT * FROM audit_entry
            WHERE organization_id = $1 AND (CAST($2 AS TEXT) IS NULL OR id < $2)
            ORDER BY id DESC LIMIT $3
            """, [.id(organization), .id(cursor), .count(limit)]
        ).map(AuditEntry.init(row:))
    }

    /// When bills of a connection were opened, the newest first.
    public func opened(
        documentsOf connection: Connection.ID, in organization: Organization.ID, limit: Int
    ) throws(StoreError) -> [Date] {
        try session.query(
            """
            SELECT audit_entry.at FROM bill
            JOIN audit_entry ON audit_entry.organization_id = $2 AND audit_entry.subject = $3 || bill.id
            WHERE bill.connection_id = $1 AND audit_entry.action = 'document.opened'
            ORDER BY audit_entry.at DESC LIMIT $4
            """, [.id(connection), .id(organization), .text("\(Bill.idPrefix)_"), .count(limit)]
        ).map { row throws(StoreError) in try row.instant("at") }
    }
}

extension AuditRepository where Access == WriteAccess {
    public func append(_ entry: AuditEntry) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO audit_entry (id, organization_id, at, author_kind, author_id, action, subject)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .id(entry.id), .id(entry.organizationID), .instant(entry.at), .text(entry.author.kind),
                .optional(entry.author.uuid), .text(entry.action), .text(entry.subject),
            ])
    }
}

extension AuditEntry {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            id: row.id("id"), organizationID: row.id("organization_id"), at: row.instant("at"), author: row.author(),
            action: row.text("action"), subject: row.text("subject"))
    }
}

// An author as the columns `author_kind` and `author_id`.
extension AuditEntry.Author {
    var kind: String {
        switch self {
        case .member: "member"
        case .apiKey: "api_key"
        case .customer: "customer"
        case .tieline: "tieline"
        }
    }

    var uuid: String? {
        switch self {
        case .member(let id): id.uuid
        case .apiKey(let id): id.uuid
        case .customer(let id): id.uuid
        case .tieline: nil
        }
    }
}

extension SQLRow {
    func author() throws(StoreError) -> AuditEntry.Author {
        switch try text("author_kind") {
        case "member": .member(try id("author_id"))
        case "api_key": .apiKey(try id("author_id"))
        case "customer": .customer(try id("author_id"))
        case "tieline": .tieline
        default: throw .malformedRow(column: "author_kind")
        }
    }
}
