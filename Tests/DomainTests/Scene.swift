import Domain
import Foundation
import Testing

/// The moment at which every scene begins.
let start = Date(timeIntervalSince1970: 1_700_000_000)

func after(_ span: Duration) -> Date { start.addingTimeInterval(Double(span.components.seconds)) }

let minute = Duration.seconds(60)
let hour = Duration.seconds(3600)
let day = Duration.seconds(86_400)

func identifier<Entity: Identified>(_ number: Int) throws -> Identifier<Entity> {
    try #require(Identifier("00000000-0000-7000-8000-" + String(format: "%012d", number)))
}

/// A connection in a sign-in status; all but a pending one worked before.
func connection(
    _ status: ConnectionStatus, covers: Set<Cover> = [], worked: Bool? = nil, unproven: Bool? = nil,
    streak: FailureStreak? = nil
) -> ConnectionState {
    ConnectionState(
        signInStatus: status, reason: .usual(for: status), covers: covers, since: start,
        lastSuccessAt: worked ?? (status != .pending) ? start : nil, streak: streak,
        isUnproven: unproven ?? (status == .pending))
}

let goodProof = Proof(
    accounts: 1, missingAccounts: [], records: 1, statesNoRecords: false, summary: "account ending 4821")
let signedIn = Outcome.signedIn(sessionExpiresAt: nil, deviceTrustExpiresAt: nil)
let rejected = Outcome.passwordRejected(field: .password, portalText: "does not match")
let siteDown = Outcome.siteDown(kind: .http5xx)
let addressDead = Outcome.siteDown(kind: .dns)
let pageChanged = Outcome.pageChanged(step: "sign-in", expected: "form", found: "banner", fingerprint: "f1")
let blocked = Outcome.blockedByProvider(kind: .waf, retryAfter: nil)
let locked = Outcome.accountLocked(until: nil, deepLink: "https://harbor.example/unlock")
let newPassword = Outcome.newPasswordRequired(deepLink: "https://harbor.example/reset")
let prompt = Outcome.additionalCredentialsRequired(
    prompts: [Prompt(name: "zip", label: "ZIP code", kind: .text)])
let codeMissed = Outcome.codeTimedOut(channel: .sms, sentAt: nil)
let stepAtProvider = Outcome.actionRequiredAtProvider(step: .acceptTerms, deepLink: nil, portalText: "Terms")
let noAccounts = Outcome.noAccounts(seen: 0)
let crashed = Outcome.crashed(cause: .connectorDied)

func ended(
    _ outcome: Outcome, _ trigger: RunTrigger = .schedule, proof: Proof? = nil, confidence: Confidence = .high,
    cohort: CohortVerdict = .quiet, jitter: Double = 0
) -> ConnectionEvent {
    .attemptEnded(
        Attempt(
            outcome: outcome, confidence: confidence, trigger: trigger, runID: nil,
            proof: proof ?? (outcome == signedIn ? goodProof : nil), cohort: cohort, jitter: jitter))
}

/// Applies an event and holds the new state.
@discardableResult
func apply(_ event: ConnectionEvent, to state: inout ConnectionState, at now: Date = start) -> [Effect] {
    let decision = StatusLaw.applying(event, to: state, at: now)
    state = decision.state
    return decision.effects
}
