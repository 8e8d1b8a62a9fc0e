public import Foundation

/// Something that may change a connection's status.
public enum ConnectionEvent: Sendable, Equatable {
    /// A run ended.
    case attemptEnded(Attempt)
    /// Automatic or manual work was put in the queue.
    case attemptQueued
    /// A run entered an activity.
    case activityChanged(Activity)
    /// New credentials or answers were stored by a person; the proof is still to come.
    case credentialsReplaced
    case paused(by: PauseAuthor)
    case resumed
    case companyDeactivated
    case companyReactivated
    case authorizationExpired(Reason)
    case authorizationRenewed(withCredentials: Bool)
    case authorizationDeclined
    case authorizationRevoked(Reason)
    case providerRetired
    case providerMigrated
    case addressCorrected
    /// The customer or operator says that the lock is gone.
    case unlocked
    /// An operator corrects the status with evidence.
    case reclassified(ConnectionStatus)
    /// Time passed: rules that need no attempt (48 h pending, 7 days down) are looked at.
    case clockTicked
    /// An incident of the provider opened; the verdict of the cohort covers this connection's recent failure too.
    case incidentOpened(ConnectionStatus, Reason)
    /// The provider's incident is over: a check is due.
    case incidentClosed
}

public enum PauseAuthor: String, Sendable, Codable, CaseIterable { case customer, `operator` }

/// One ended run, as the law sees it.
public struct Attempt: Sendable, Equatable {
    public let outcome: Outcome
    public let confidence: Confidence
    public let trigger: RunTrigger
    public let runID: Run.ID?
    /// Present when accounts were read in this session.
    public let proof: Proof?
    public let cohort: CohortVerdict
    /// 0 ..< 1; spreads the next attempt. Comes in as an argument so that the law stays pure.
    public let jitter: Double

    public init(
        outcome: Outcome, confidence: Confidence, trigger: RunTrigger, runID: Run.ID?, proof: Proof? = nil,
        cohort: CohortVerdict = .quiet, jitter: Double = 0
    ) {
        self.outcome = outcome
        self.confidence = confidence
        self.trigger = trigger
        self.runID = runID
        self.proof = proof
        self.cohort = cohort
        self.jitter = jitter
    }
}

/// What the provider's other connections say about a failure (law, section 2: blame check).
public enum CohortVerdict: Sendable, Equatable {
    /// The failure stands for itself.
    case quiet
    /// Many fail alike, or an incident is open: use this status instead of blaming anybody.
    case incident(ConnectionStatus, Reason)
    /// A page change or block was confirmed by another connection of the provider.
    case confirmed
}

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

/// The one place where a status is decided. Pure: `(state, event, now, rhythm) → new state, effects`.
/// Source: reference "connection statuses", sections 2 to 7.
public enum StatusLaw {
    public static func applying(
        _ event: ConnectionEvent, to state: ConnectionState, at now: Date, rhythm: RetryRhythm = .standard
    ) -> Decision {
        Decision(state: state, effects: [])
    }
}
