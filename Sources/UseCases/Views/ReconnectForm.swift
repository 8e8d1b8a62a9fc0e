public import Domain

/// What the reconnect wizard shows before somebody types.
public struct ReconnectForm: Sendable, Equatable {
    public let connection: ConnectionSummary
    public let provider: Provider
    /// In order, the provider's own fields and what the portal asked for beyond them.
    public let fields: [ReconnectField]
    /// Tries left before the portal locks, counted over the last 24 hours; nil when the limit is unknown.
    public let attemptsLeft: Int?
    /// The page at the utility to go to first (new password, unlock, terms).
    public let deepLink: String?
    /// The run that is under way; a new submission waits for it.
    public let currentRunID: Run.ID?
}

public struct ReconnectField: Sendable, Equatable {
    public let prompt: Prompt
    /// A blank answer keeps what is stored.
    public let mayStayBlank: Bool
}
