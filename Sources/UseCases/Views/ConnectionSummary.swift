public import Domain
public import Foundation

/// A connection as one row shows it. Sentences come from the status table.
public struct ConnectionSummary: Sendable, Equatable, Identifiable {
    public let id: Connection.ID
    public let customer: CustomerReference
    public let provider: ProviderReference
    public let kind: ConnectionKind
    public let status: ConnectionStatus
    public let reason: Reason
    public let actor: Actor
    /// The cause in one plain sentence.
    public let cause: String
    public let nextAction: NextAction
    public let since: Date
    /// The last good data.
    public let lastSuccessAt: Date?
    public let lastAttemptAt: Date?
    public let nextAttemptAt: Date?
    public let activity: Activity
    /// The user name, masked in the middle.
    public let loginHint: String?
    public let deepLink: String?
    public let createdAt: Date
    public let archivedAt: Date?
    /// The provider's open incident, if there is one.
    public let incidentID: Incident.ID?
    /// Bills issued before this day are not wanted.
    public internal(set) var collectFrom: CalendarDay?
    /// The places its accounts are filed under, by name.
    public internal(set) var sites: [SiteReference] = []
}

public struct CustomerReference: Sendable, Equatable {
    public let id: Customer.ID
    public let name: String

    public init(id: Customer.ID, name: String) {
        self.id = id
        self.name = name
    }
}

public struct SiteReference: Sendable, Equatable {
    public let id: Site.ID
    public let name: String

    public init(id: Site.ID, name: String) {
        self.id = id
        self.name = name
    }
}

public struct ProviderReference: Sendable, Equatable {
    public let key: ProviderKey
    /// The catalogue's name, or the key's text when the catalogue no longer has it.
    public let name: String

    public init(key: ProviderKey, name: String) {
        self.key = key
        self.name = name
    }
}
