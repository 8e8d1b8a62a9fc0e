public import Domain
public import Foundation

/// How an organization shows itself on customer pages.
public struct BrandView: Sendable, Equatable {
    public let organizationID: Organization.ID
    /// The name that customers know it by.
    public let name: String
    public let brand: Brand
    /// SHA-256 of the logo, lower-case hex; nil without one.
    public let logoDigest: String?
}

/// Everything a customer's page shows. The page is a function of it, so that a closed tab and another device lose nothing.
public struct DoorstepView: Sendable, Equatable {
    /// Whether the link in hand may be used.
    public enum Link: String, Sendable { case usable, expired, revoked }

    public let requestID: CustomerRequest.ID
    public let brand: BrandView
    public let link: Link
    public let state: RequestState
    public let recipientName: String
    /// The customer's own name, when the request was handed over to somebody else.
    public let customerName: String
    public let note: String?
    public let language: DoorstepLanguage?
    public let zone: ZoneName
    /// What is proposed, or what he chose.
    public let term: AuthorizationTerm
    /// When a consent of now would end; nil: until revoked.
    public let termEndsAt: Date?
    /// What is proposed, or what he chose.
    public let scope: AuthorizationScope
    /// He has read and gone on.
    public let hasConsented: Bool
    public let expiresAt: Date?
    public let isSilenced: Bool
    public let items: [DoorstepItem]
    /// The item whose turn it is; nil when all are through.
    public var current: DoorstepItem? { items.first { $0.state == .open } }
}

/// One connection on a customer's page.
public struct DoorstepItem: Sendable, Equatable {
    public let connectionID: Connection.ID
    public let ask: RequestAsk
    public let state: RequestItem.State
    public let utility: ProviderReference
    /// The host that the sign-in goes to, e.g. `power.example.com`.
    public let portalHost: String
    public let status: ConnectionStatus
    public let reason: Reason
    /// The masked user name that is stored.
    public let loginHint: String?
    /// When the present permission ends; nil without an end, or where there is none.
    public let authorizationEndsAt: Date?
    public let isAuthorized: Bool
    /// What the permission in force lets be collected; nil where there is none.
    public let scope: AuthorizationScope?
    /// Its bills come by mail: there is nothing to sign in to.
    public let isForwarded: Bool
    public let step: DoorstepStep
}

/// Where a customer stands with one connection.
public enum DoorstepStep: Sendable, Equatable {
    /// He has not agreed yet.
    case consent
    case signIn(DoorstepSignIn)
    /// Only a code is missing: no password is asked for, *Send me a code* starts the sign-in.
    case code
    case progress(DoorstepRun)
    /// It worked: tick what is shared.
    case accounts([DoorstepAccount], run: DoorstepRun)
    case done
    /// Nothing that he can do now; the status says why.
    case waiting
}

public struct DoorstepSignIn: Sendable, Equatable {
    public let fields: [ReconnectField]
    /// How the last try of this request ended; nil before one.
    public let lastOutcome: Outcome?
    public let attemptsLeft: Int?
    /// Where to go at the utility first.
    public let deepLink: String?
}

/// A run as the customer watches it.
public struct DoorstepRun: Sendable, Equatable {
    public let id: Run.ID
    public let stages: [StageEntry]
    public let queuedAt: Date
    public let endedAt: Date?
    public let outcome: Outcome?
    public let codeWait: CodeWaitView?
    public let proof: Proof?
}

public struct DoorstepAccount: Sendable, Equatable {
    public let id: Account.ID
    public let number: String
    public let serviceAddress: String
    public let commodities: Set<Meter.Commodity>
    public let isShared: Bool
}

/// From where somebody acts: kept as evidence of consent.
public struct Circumstances: Sendable, Equatable {
    public let address: String?
    public let userAgent: String?
    public let language: DoorstepLanguage

    public init(address: String?, userAgent: String?, language: DoorstepLanguage) {
        self.address = address
        self.userAgent = userAgent
        self.language = language
    }
}
