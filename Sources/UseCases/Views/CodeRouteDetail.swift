public import Domain
public import Foundation

/// Everything the page of a connection's codes shows: the wizard and the health of what it set up.
public struct CodeRouteDetail: Sendable, Equatable {
    public let connection: ConnectionSummary
    public let provider: Provider
    /// What is set up now; nil while nothing is. Without its address for those who may not operate.
    public let route: CodeRoute?
    /// Where messages are to be sent: the whole mail address, or the key of the phone's address. Only for those who may
    /// operate.
    public let address: String?
    public let health: CodeRouteHealth
    /// What can be set up for this provider here, the most durable first.
    public let ways: [CodeRouteKind]
    /// The organization's phones, for those who may operate.
    public let phones: [PhoneChoice]
    public let ledger: CodeLedger
    /// What the mailbox's host wants confirmed, for a day.
    public let confirmation: ForwardingQuestion?
    /// The unfinished run, or else the newest rehearsal.
    public let rehearsal: RunSummary?
    /// The wait of that run.
    public let wait: CodeWaitView?
    /// Since when the portal knows our browser, and how long it will; nil when it does not.
    public let trust: TrustSpan?
    public let trustEndsAt: Date?
    /// Whether this author may change anything.
    public let mayChange: Bool
}

/// How a route is doing.
public enum CodeRouteHealth: String, Sendable, CaseIterable {
    /// Nothing is set up.
    case missing
    /// Set up, and no genuine code has gone through it yet.
    case unproven
    /// May be relied on with nobody present.
    case proven
    /// The last proof is too old to rely on.
    case stale
    /// Codes take more than two minutes; more than five.
    case slow, unusable
    /// Two codes in a row did not come.
    case silent
    /// A person types each code.
    case live
    /// The same, and the portal is about to forget our device: the time to type one at leisure.
    case ending
    /// The portal no longer asks.
    case off
}

/// A phone that passes texts on, as the wizard lets choose one.
public struct PhoneChoice: Sendable, Equatable {
    public let key: String
    /// Live routes over it.
    public let connections: Int
    public let lastArrivalAt: Date?
}

/// What came in for a connection: numbers and moments, never content.
public struct CodeLedger: Sendable, Equatable {
    /// Codes that were used.
    public let used: Int
    /// Everything else that came.
    public let others: Int
    /// Newest first, at most 20.
    public let lines: [CodeLedgerLine]
}

public struct CodeLedgerLine: Sendable, Equatable {
    public let at: Date
    public let verdict: MessageVerdict
    /// The sender's domain or number, where it may be shown.
    public let sender: String?
    /// Seconds after the portal was asked.
    public let delay: TimeInterval?
}

/// A mailbox's question whether it may forward, for the person who set it up.
public struct ForwardingQuestion: Sendable, Equatable {
    public let code: String?
    /// The page that confirms.
    public let link: String?
    /// The mailbox that wants to forward, as the question names it.
    public let requester: String?
    public let receivedAt: Date
    public let expiresAt: Date
}
