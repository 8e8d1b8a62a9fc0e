public import Domain
public import Foundation

/// Everything that a customer's control page shows.
public struct ControlView: Sendable, Equatable {
    public let brand: BrandView
    public let customerName: String
    public let zone: ZoneName
    public let connections: [ControlConnection]
}

/// One connection that the customer authorized.
public struct ControlConnection: Sendable, Equatable {
    public let id: Connection.ID
    public let utility: ProviderReference
    public let status: ConnectionStatus
    /// What the status means for the customer, in English; pages say it in his language by the status.
    public let customerText: String
    public let loginHint: String?
    public let authorization: Authorization
    public let isPaused: Bool
    /// What he can do here and now so that it goes on; nil where nothing waits for him.
    public let ask: RequestAsk?
    public let accounts: [DoorstepAccount]
    public let lastSuccessAt: Date?
    /// Newest first, at most 50: sign-ins at the portal, downloads by the organization, messages that were read.
    public let visits: [ControlVisit]
}

/// Something that was done with a customer's permission.
public struct ControlVisit: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// A sign-in at the portal, with why and how it ended; nil while it lasts.
        case signIn(RunTrigger, Outcome?)
        /// Somebody at the organization opened a bill.
        case download
        /// A mail or text for this connection was read, and what came of it.
        case message(MessageVerdict)
        /// A mail came after the permission had ended: nothing of it was kept.
        case refusedMail
    }

    public let at: Date
    public let kind: Kind
}
