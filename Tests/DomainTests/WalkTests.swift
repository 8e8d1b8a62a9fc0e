import Domain
import Foundation
import Testing

/// Walks every (status × outcome × trigger × confidence × proof × cohort × streak × cover) and holds each decision
/// against the law's promises, written down here a second time.
@Suite("Every pair of status and outcome")
struct WalkTests {
    /// One step of the walk.
    struct Step: CustomStringConvertible {
        let before: ConnectionState
        let attempt: Attempt
        let after: ConnectionState
        let effects: [Effect]

        var description: String {
            "\(before.status.rawValue) \(attempt.outcome) \(attempt.trigger) \(attempt.confidence) \(attempt.cohort)"
                + " → \(after.status.rawValue) \(effects)"
        }
    }

    /// Something that the law promises of every step.
    struct Promise: Sendable {
        let words: String
        let holds: @Sendable (Step) -> Bool

        init(_ words: String, _ holds: @escaping @Sendable (Step) -> Bool) {
            self.words = words
            self.holds = holds
        }
    }

    static let now = after(hour)

    @Test("keeps every promise of the law", arguments: ConnectionStatus.allCases)
    func promises(_ status: ConnectionStatus) {
        var broken: [String: Step] = [:]
        var steps = 0
        Self.walk(from: status) { step in
            steps += 1
            for promise in Self.promises where broken[promise.words] == nil && !promise.holds(step) {
                broken[promise.words] = step
            }
        }
        #expect(steps > 10_000)
        #expect(broken.isEmpty, "\(broken.map { "\($0.key): \($0.value)" }.joined(separator: "\n"))")
    }

    private static let proofs: [Proof?] = [
        nil, goodProof,
        Proof(accounts: 0, missingAccounts: ["1"], records: 0, statesNoRecords: false, summary: ""),
        Proof(accounts: 1, missingAccounts: ["1"], records: 1, statesNoRecords: false, summary: ""),
        Proof(accounts: 1, missingAccounts: [], records: 0, statesNoRecords: false, summary: ""),
        Proof(accounts: 1, missingAccounts: [], records: 0, statesNoRecords: true, summary: ""),
    ]

    private static let cohorts: [CohortVerdict] = [
        .quiet, .confirmed, .incident(.websiteDown, .siteDown(.http5xx)),
        .incident(.underInvestigation, .connectorBroken),
    ]

    private static let streaks: [FailureStreak?] = [
        nil, FailureStreak(family: .siteDown, count: 3, startedAt: start),
        FailureStreak(family: .crashed, count: 2, startedAt: start),
    ]

    private static func walk(from status: ConnectionStatus, _ visit: (Step) -> Void) {
        for state in states(showing: status) {
            for outcome in everyOutcome {
                for proof in outcome.code == "signed_in" ? proofs : [nil] {
                    for (trigger, confidence) in pairs {
                        for cohort in cohorts {
                            let attempt = Attempt(
                                outcome: outcome, confidence: confidence, trigger: trigger, runID: nil, proof: proof,
                                cohort: cohort, hasProvenCodeRoute: trigger == .schedule, jitter: 0.5)
                            let decision = StatusLaw.applying(.attemptEnded(attempt), to: state, at: now)
                            visit(
                                Step(
                                    before: state, attempt: attempt, after: decision.state, effects: decision.effects))
                        }
                    }
                }
            }
        }
    }

    private static let pairs = RunTrigger.allCases.flatMap { trigger in Confidence.allCases.map { (trigger, $0) } }

    private static func states(showing status: ConnectionStatus) -> [ConnectionState] {
        guard let cover = Cover.allCases.first(where: { $0.status == status }) else {
            return streaks.flatMap { streak in
                [true, false].map { connection(status, worked: $0, unproven: !$0, streak: streak) }
            }
        }
        return ConnectionStatus.allCases.filter { !$0.isCover }.map { connection($0, covers: [cover]) }
    }
}
