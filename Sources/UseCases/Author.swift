public import Domain

/// Who asks for something: always inside one organization.
public struct Author: Sendable, Equatable {
    public enum Identity: Sendable, Equatable {
        case member(Member.ID, Role)
        case apiKey(APIKey.ID, Set<APIScope>)
        /// A customer with a link in hand. Only the doorstep's verbs speak for him, about connections that are his.
        case customer(Customer.ID)
        /// The person at the machine: the command line and the demo.
        case host
    }

    public let organizationID: Organization.ID
    public let identity: Identity

    public init(organizationID: Organization.ID, identity: Identity) {
        self.organizationID = organizationID
        self.identity = identity
    }

    /// The member who asks, when it is one.
    public var memberID: Member.ID? {
        guard case .member(let id, _) = identity else { return nil }
        return id
    }

    /// The same person or key in the audit log.
    public var auditAuthor: AuditEntry.Author {
        switch identity {
        case .member(let id, _): .member(id)
        case .apiKey(let id, _): .apiKey(id)
        case .customer(let id): .customer(id)
        case .host: .tieline
        }
    }

    /// Whether this author may do such a thing: members by role, API keys by scope.
    public func may(_ permission: Permission) -> Bool {
        switch identity {
        case .member(_, let role): role >= permission.role
        case .apiKey(_, let scopes): permission.scope.map(scopes.contains) ?? false
        case .customer: permission != .administer
        case .host: true
        }
    }

    func require(_ permission: Permission) throws(UseCaseError) {
        guard may(permission) else { throw .notAllowed(needs: permission) }
    }
}

/// What a verb asks of its author.
public enum Permission: String, CaseIterable, Sendable {
    /// See connections, runs and providers.
    case look
    /// See accounts, bills and their documents.
    case readRecords = "read_records"
    /// Create, check, repair, pause, archive.
    case operate
    /// Members, API keys, audit log.
    case administer

    /// The lowest role that may.
    public var role: Role {
        switch self {
        case .look, .readRecords: .viewer
        case .operate: .operator
        case .administer: .owner
        }
    }

    /// The scope that lets an API key; nil when none does.
    public var scope: APIScope? {
        switch self {
        case .look: .connectionsRead
        case .readRecords: .recordsRead
        case .operate: .connectionsWrite
        case .administer: nil
        }
    }
}
