public import Foundation

/// Who did what, when: one line of the audit log. Never holds a secret or text from outside.
public struct AuditEntry: Identified, Sendable, Equatable {
    public typealias ID = Identifier<AuditEntry>
    public static let idPrefix = "aud"

    public enum Author: Sendable, Equatable {
        case member(Member.ID)
        case apiKey(APIKey.ID)
        /// A customer on one of his own pages.
        case customer(Customer.ID)
        case tieline
    }

    public let id: ID
    public let organizationID: Organization.ID
    public let at: Date
    public let author: Author
    /// Stable, dotted: `connection.created`, `credentials.replaced`, `member.invited`.
    public let action: String
    /// The prefixed id of what it was done to.
    public let subject: String

    public init(id: ID, organizationID: Organization.ID, at: Date, author: Author, action: String, subject: String) {
        self.id = id
        self.organizationID = organizationID
        self.at = at
        self.author = author
        self.action = action
        self.subject = subject
    }
}

/// A bearer key of the API. The key itself is shown once; only its SHA-256 is stored.
public struct APIKey: Identified, Sendable, Equatable {
    public typealias ID = Identifier<APIKey>
    public static let idPrefix = "key"

    public let id: ID
    public let organizationID: Organization.ID
    public let name: String
    public let scopes: Set<APIScope>
    public let createdAt: Date
    public var lastUsedAt: Date?
    public var revokedAt: Date?

    public init(
        id: ID, organizationID: Organization.ID, name: String, scopes: Set<APIScope>, createdAt: Date,
        lastUsedAt: Date? = nil, revokedAt: Date? = nil
    ) {
        self.id = id
        self.organizationID = organizationID
        self.name = name
        self.scopes = scopes
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
    }
}

/// What an API key may do.
public enum APIScope: String, CaseIterable, Sendable, Codable {
    case connectionsRead = "connections:read"
    case connectionsWrite = "connections:write"
    case recordsRead = "records:read"
}
