public import Domain
import Store

extension Workplace {
    /// The audit log, newest first.
    ///
    /// - Parameter cursor: the `next` of the page before.
    /// - Throws: `.invalidCursor` when it is none of this list's.
    public func listAudit(after cursor: String? = nil, limit: Int = 100, by author: Author) async throws -> AuditPage {
        try author.require(.administer)
        let organization = author.organizationID
        let limit = min(max(limit, 1), 200)
        let place = cursor.flatMap(AuditEntry.ID.init)
        guard (cursor == nil) == (place == nil) else { throw UseCaseError.invalidCursor }
        return try await storage.read { tx in
            let entries = try tx.audit.page(in: organization, before: place, limit: limit + 1)
            let names = try authorNames(in: organization, tx)
            let lines = entries.prefix(limit).map { AuditLine(entry: $0, author: names.name(of: $0.author)) }
            return AuditPage(lines: lines, next: entries.count > limit ? lines.last?.entry.id.prefixed : nil)
        }
    }

    /// The names of everybody who can be the author of something in the organization.
    func authorNames(in organization: Organization.ID, _ tx: Reading) throws -> AuthorNames {
        AuthorNames(
            members: try tx.members.all(in: organization).reduce(into: [:]) { $0[$1.id] = $1.name },
            keys: try tx.apiKeys.all(in: organization).reduce(into: [:]) { $0[$1.id] = $1.name })
    }
}

/// Who an author is, in words.
struct AuthorNames: Sendable {
    let members: [Member.ID: String]
    let keys: [APIKey.ID: String]

    func name(of author: AuditEntry.Author) -> String {
        switch author {
        case .member(let id): members[id] ?? "A former member"
        case .apiKey(let id): keys[id] ?? "An API key"
        case .customer: "The customer"
        case .tieline: "Tieline"
        }
    }
}

/// One line of the audit log.
public struct AuditLine: Sendable, Equatable {
    public let entry: AuditEntry
    /// A member's or key's name, or "Tieline".
    public let author: String
}

/// A page of the audit log, newest first.
public struct AuditPage: Sendable, Equatable {
    public let lines: [AuditLine]
    public let next: String?
}
