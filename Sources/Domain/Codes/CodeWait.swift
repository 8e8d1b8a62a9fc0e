public import Foundation

/// A run that asked a portal for a one-time code and waits for it. At most one is open per run and per login.
public struct CodeWait: Sendable, Equatable {
    public enum State: String, Sendable, Codable, CaseIterable {
        /// The portal was asked; nothing has come.
        case waiting
        /// A code is here and not yet given out.
        case arrived
        /// The run took it, once.
        case taken
        /// The portal's answer to it.
        case accepted, rejected
        /// Its time passed, or its run ended, without one.
        case over
    }

    public let runID: Run.ID
    /// Counts the requests of one run: 1, and 2 after a resend.
    public let number: Int
    public let connectionID: Connection.ID
    public let channel: CodeChannel
    /// The route that is expected to deliver; nil when a person types it.
    public let routeID: CodeRoute.ID?
    /// Where the portal says that it sent the code, as it shows it: `s…y@example.com`.
    public var destinationMasked: String?
    public let askedAt: Date
    public var expiresAt: Date
    public var state: State
    /// When a code came.
    public var arrivedAt: Date?

    public init(
        runID: Run.ID, number: Int, connectionID: Connection.ID, channel: CodeChannel, routeID: CodeRoute.ID?,
        destinationMasked: String? = nil, askedAt: Date, expiresAt: Date, state: State = .waiting,
        arrivedAt: Date? = nil
    ) {
        self.runID = runID
        self.number = number
        self.connectionID = connectionID
        self.channel = channel
        self.routeID = routeID
        self.destinationMasked = destinationMasked
        self.askedAt = askedAt
        self.expiresAt = expiresAt
        self.state = state
        self.arrivedAt = arrivedAt
    }
}

/// Why a run gets no code.
public enum CodeRefusal: String, Error, Sendable, Codable, CaseIterable {
    /// Nobody is present and no route is proven.
    case noRoute = "no_route"
    /// The portal offers none of the channels that reach us.
    case noChannel = "no_channel"
    /// The login's budget of code requests of the last 24 hours is spent.
    case budgetSpent = "budget_spent"
    /// The time for a code passed.
    case timedOut = "timed_out"
    /// Codes were switched off for this connection.
    case switchedOff = "switched_off"
}

/// What the portal said to a code.
public enum CodeVerdict: String, Sendable, Codable, CaseIterable { case accepted, rejected, expired }
