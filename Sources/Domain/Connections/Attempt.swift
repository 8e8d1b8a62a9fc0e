/// One ended run, as the law sees it.
public struct Attempt: Sendable, Equatable {
    public let outcome: Outcome
    public let confidence: Confidence
    public let trigger: RunTrigger
    public let runID: Run.ID?
    /// Present when accounts were read in this session.
    public let proof: Proof?
    public let cohort: CohortVerdict
    /// A way for one-time codes to arrive without a person is proven (R-mfa).
    public let hasProvenCodeRoute: Bool
    /// 0 ..< 1; spreads the next attempt. Comes in as an argument so that the law stays pure.
    public let jitter: Double

    public init(
        outcome: Outcome, confidence: Confidence, trigger: RunTrigger, runID: Run.ID?, proof: Proof? = nil,
        cohort: CohortVerdict = .quiet, hasProvenCodeRoute: Bool = false, jitter: Double = 0
    ) {
        self.outcome = outcome
        self.confidence = confidence
        self.trigger = trigger
        self.runID = runID
        self.proof = proof
        self.cohort = cohort
        self.hasProvenCodeRoute = hasProvenCodeRoute
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
