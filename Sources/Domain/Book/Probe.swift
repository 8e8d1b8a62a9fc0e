import Foundation

/// A question put to the law: what happens when this event comes, up to so often, so far apart?
struct Probe {
    static let afterRepair = ", after a repair"
    static let forADay = ", for a day"

    let label: String
    let events: [ConnectionEvent]
    let spacing: Duration

    /// Where the events lead from a status: the first other status that is shown, or the status itself.
    func destination(from: ConnectionStatus) -> ConnectionStatus? {
        var state = Self.state(showing: from)
        var now = state.since
        for event in events {
            now = RetryRhythm.standard.moment(spacing, after: now)
            state = StatusLaw.applying(event, to: state, at: now).state
            if state.status != from { return state.status }
        }
        return from
    }

    /// A connection that shows the status; every one but a pending one worked before.
    private static func state(showing status: ConnectionStatus) -> ConnectionState {
        let start = Date(timeIntervalSince1970: 0)
        guard let cover = Cover.allCases.first(where: { $0.status == status }) else {
            return ConnectionState(
                signInStatus: status, reason: .usual(for: status), since: start,
                lastSuccessAt: status == .pending ? nil : start, isUnproven: status == .pending)
        }
        return ConnectionState(
            signInStatus: cover == .authorizationDeclined ? .pending : .connected, reason: .proven, covers: [cover],
            since: start, lastSuccessAt: start, isUnproven: false)
    }
}

extension Probe {
    static let all: [Probe] = attempts + plainEvents + reclassifications

    private static let attempts: [Probe] = OutcomeSample.all.flatMap { sample in
        [
            repeated(sample, 1, .schedule, .minutes(5)), repeated(sample, 2, .schedule, .minutes(5)),
            repeated(sample, 3, .schedule, .minutes(5)), repeated(sample, 4, .schedule, .minutes(5)),
            repeated(sample, 2, .schedule, .hours(25)), repeated(sample, 1, .repair, .minutes(5)),
        ].compactMap { $0 }
    }

    private static func repeated(
        _ sample: OutcomeSample, _ times: Int, _ trigger: RunTrigger, _ spacing: Duration
    ) -> Probe? {
        let isSpread = spacing > .hours(1)
        guard times == 1 || (isSpread ? sample.takesADay : sample.repeats) else { return nil }
        let attempt = Attempt(
            outcome: sample.outcome, confidence: .high, trigger: trigger, runID: nil, proof: sample.proof)
        let suffix = isSpread ? forADay : times == 1 ? "" : " \(times) times in a row"
        return Probe(
            label: sample.label + suffix + (trigger == .repair ? afterRepair : ""),
            events: Array(repeating: .attemptEnded(attempt), count: times), spacing: spacing)
    }

    private static let plainEvents: [Probe] = [
        Probe(label: "48 hours without a first success", events: [.clockTicked], spacing: .hours(49)),
        Probe(label: "7 days without an answer", events: [.clockTicked], spacing: .hours(7 * 24 + 1)),
        Probe(label: "address corrected", events: [.addressCorrected], spacing: .minutes(5)),
        Probe(label: "expiry date reached", events: [.authorizationExpired(.authorizationExpired)], spacing: .zero),
        Probe(label: "authorized again", events: [.authorizationRenewed(withCredentials: true)], spacing: .zero),
        Probe(label: "declined", events: [.authorizationDeclined], spacing: .zero),
        Probe(label: "revoked", events: [.authorizationRevoked(.revokedByCustomer)], spacing: .zero),
        Probe(label: "provider retired", events: [.providerRetired], spacing: .zero),
        Probe(label: "moved to the replacement", events: [.providerMigrated], spacing: .zero),
        Probe(label: "paused", events: [.paused(by: .operator)], spacing: .zero),
        Probe(label: "resumed", events: [.resumed], spacing: .zero),
        Probe(label: "company deactivated", events: [.companyDeactivated], spacing: .zero),
        Probe(label: "company reactivated", events: [.companyReactivated], spacing: .zero),
    ]

    private static let reclassifications: [Probe] = ConnectionStatus.allCases.map {
        Probe(label: "an operator says so", events: [.reclassified($0)], spacing: .zero)
    }
}
