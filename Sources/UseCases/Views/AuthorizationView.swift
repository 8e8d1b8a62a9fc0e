public import Domain
import Foundation

/// An authorization as a row shows it.
public struct AuthorizationSummary: Sendable, Equatable, Identifiable {
    public let authorization: Authorization
    public let customer: CustomerReference
    public let provider: ProviderReference
    public let status: ConnectionStatus
    public var id: Authorization.ID { authorization.id }
}

/// Which authorizations a list shows.
public enum AuthorizationFilter: String, CaseIterable, Sendable {
    case all, active
    /// Ends within 30 days.
    case ending
    case requested, expired, declined, revoked
}

/// A page of authorizations, the next to end first.
public struct AuthorizationPage: Sendable, Equatable {
    public let rows: [AuthorizationSummary]
    public let next: String?
    public let counts: [AuthorizationFilter: Int]
}

/// Which requests a list shows.
public enum RequestFilter: String, CaseIterable, Sendable {
    case open, held, bounced, completed, declined, expired, all
}

/// A page of requests, the newest first.
public struct RequestPage: Sendable, Equatable {
    public let rows: [RequestSummary]
    public let next: String?
    public let counts: [RequestFilter: Int]
}

/// A customer as a row of *Customers*.
public struct CustomerSummary: Sendable, Equatable, Identifiable {
    public let customer: Customer
    public let connections: Int
    public let needsAttention: Int
    public var id: Customer.ID { customer.id }
}

/// Everything the page of one customer shows.
public struct CustomerDetail: Sendable, Equatable {
    public let customer: Customer
    public let connections: [ConnectionSummary]
    public let requests: [RequestSummary]
    public let authorizations: [AuthorizationSummary]
}

/// What the page *Settings* shows of requests.
public struct RequestSettingsView: Sendable, Equatable {
    public let settings: RequestSettings
    public let brand: BrandView
    /// Where letters come from; nil without a mail server.
    public let sender: String?
    /// Whether a key signs results for the organization's own pages.
    public let hasReturnKey: Bool
}
