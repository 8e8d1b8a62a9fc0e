public import Foundation

/// One login of one customer at one provider, and what is known of it.
public struct Connection: Identified, Sendable, Equatable {
    public typealias ID = Identifier<Connection>
    public static let idPrefix = "con"

    public let id: ID
    public let organizationID: Organization.ID
    public let customerID: Customer.ID
    public let providerKey: ProviderKey
    public let kind: ConnectionKind
    /// Bills issued before this day are not wanted, by the provider's calendar; nil means all the portal has.
    public let collectFrom: CalendarDay?
    /// The user name as the dashboard may show it, masked in the middle ("pa…@example.com"); nil before credentials exist.
    public var loginHint: String?
    /// The credentials in force: 0 before the first, then counted up with every change.
    public var credentialVersion: Int
    /// The time zone of bills and quiet hours comes from the provider; archived rows leave every list but *Archived*.
    public var archivedAt: Date?
    public let createdAt: Date
    public var state: ConnectionState
    /// Counted up by every write; a write names the version it read, and fails when another was faster.
    public var version: Int

    public init(
        id: ID, organizationID: Organization.ID, customerID: Customer.ID, providerKey: ProviderKey,
        kind: ConnectionKind = .online, collectFrom: CalendarDay? = nil, loginHint: String? = nil,
        credentialVersion: Int = 0, archivedAt: Date? = nil, createdAt: Date, state: ConnectionState, version: Int = 1
    ) {
        self.id = id
        self.organizationID = organizationID
        self.customerID = customerID
        self.providerKey = providerKey
        self.kind = kind
        self.collectFrom = collectFrom
        self.loginHint = loginHint
        self.credentialVersion = credentialVersion
        self.archivedAt = archivedAt
        self.createdAt = createdAt
        self.state = state
        self.version = version
    }
}

/// How a connection gets its data.
public enum ConnectionKind: String, CaseIterable, Sendable, Codable {
    case online
    case email
    case greenButton = "green_button"
}
