/// What must happen because of a decision, in the transaction that stores it.
public enum Effect: Sendable, Equatable {
    /// The shown status changed; the timeline gets a line and the outside an event.
    case statusChanged(from: ConnectionStatus, to: ConnectionStatus)
    /// A broken connection works again; `by` says whether a person or time healed it.
    case repaired(by: RepairAuthor)
    /// The secret in force was refused: remember its fingerprint.
    case rememberRejectedSecret
    /// This customer may be asked (messages to him are not held).
    case askCustomer
    case tellOperator
    /// Messages to customers wait.
    case holdMessages
    case destroyCredentials
    case destroyCollectedData
    /// A canary passed: the provider's other held connections get a check within the next hour.
    case releaseCohort
}

public enum RepairAuthor: String, Sendable, Codable, CaseIterable { case person, own = "self" }

/// The law's answer: the new state and what follows.
public struct Decision: Sendable, Equatable {
    public let state: ConnectionState
    public let effects: [Effect]

    public init(state: ConnectionState, effects: [Effect]) {
        self.state = state
        self.effects = effects
    }
}
