public import Foundation

/// Trouble of a provider, not of its customers: many of its connections failed alike at once.
public struct Incident: Identified, Sendable, Equatable {
    public typealias ID = Identifier<Incident>
    public static let idPrefix = "inc"

    public let id: ID
    public let providerKey: ProviderKey
    /// The status it gives: WEBSITE_DOWN or UNDER_INVESTIGATION.
    public let status: ConnectionStatus
    public let reason: Reason
    public let openedAt: Date
    public var closedAt: Date?

    public init(
        id: ID, providerKey: ProviderKey, status: ConnectionStatus, reason: Reason, openedAt: Date,
        closedAt: Date? = nil
    ) {
        self.id = id
        self.providerKey = providerKey
        self.status = status
        self.reason = reason
        self.openedAt = openedAt
        self.closedAt = closedAt
    }
}
