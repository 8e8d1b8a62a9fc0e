import Foundation

/// A question put to the law: what happens when this event comes, up to so often, so far apart?
struct Probe {
    static let afterRepair = ", after a repair"
    static let forADay = ", for a day"

    let label: String
    /// Each with its time since the start.
    let events: [(after: Duration, event: ConnectionEvent)]

    init(_ label: String, _ events: (Duration, ConnectionEvent)...) {
        self.init(label: label, events: events)
    }

    private init(label: String, events: [(Duration, ConnectionEvent)]) {
        self.label = label
        self.events = events.map { (after: $0.0, event: $0.1) }
    }

    /// Where the last event leads from a status; nil when it leads nowhere, or an earlier one led away already.
    func destination(from: ConnectionStatus) -> ConnectionStatus? {
        var state = Self.state(showing: from)
        let start = state.since
        for (span, event) in events {
            guard state.status == from else { return nil }
            let now = RetryRhythm.standard.moment(span, after: start)
            state = StatusLaw.applying(event, to: state, at: now).state
        }
        return state.status == from ? nil : state.status
    }

    /// A connection that shows the status; every one but a pending one worked before.
    private static func state(showing status: ConnectionStatus) -> ConnectionState {
        let start = Date(timeIntervalSince1970: 0)
        guard let cover = Cover.allCases.first(where: { $0.status == status }) else {
            return ConnectionState(
                signInStatus: status, reason: .usual(for: status), since: start,
                lastSuccessAt: status == .pending ? nil : start,
                streak: status == .otherError
                    ? FailureStreak(family: .unclassified, count: 1, startedAt: start) : nil,
                isUnproven: status == .pending)
        }
        return ConnectionState(
            signInStatus: cover == .authorizationDeclined ? .pending : .connected, reason: .proven, covers: [cover],
            since: start, lastSuccessAt: start, isUnproven: false)
    }
}

extension Probe {
    static let all: [Probe] = attempts + plainEvents + reclassifications

    private static let attempts: [Probe] = OutcomeSample.all.flatMap { sample in
        [repeated(sample, 1, .minutes(5))]
            + (sample.repeats ? [repeated(sample, 2, .minutes(5)), repeated(sample, 3, .minutes(5))] : [])
            + (sample.takesADay ? [repeated(sample, 2, .hours(25)), repeated(sample, 3, .hours(13))] : [])
            + [repeated(sample, 1, .minutes(5), .repair)]
    }

    private static func repeated(
        _ sample: OutcomeSample, _ times: Int, _ spacing: Duration, _ trigger: RunTrigger = .schedule
    ) -> Probe {
        let attempt = Attempt(
            outcome: sample.outcome, confidence: .high, trigger: trigger, runID: nil, proof: sample.proof)
        let suffix = spacing > .hours(1) ? forADay : times == 1 ? "" : " ×\(times)"
        return Probe(
            label: sample.label + suffix + (trigger == .repair ? afterRepair : ""),
            events: (0..<times).map { (spacing * $0, .attemptEnded(attempt)) })
    }

    private static let plainEvents: [Probe] = [
        Probe("48 hours without a first success", (.hours(49), .clockTicked)),
        Probe("7 days without an answer", (.hours(49), .clockTicked), (.hours(7 * 24 + 1), .clockTicked)),
        Probe("a good mail", (.zero, .mailReceived(silentAt: nil))),
        Probe("no mail for longer than usual", (.zero, .forwardingFailed(.forwardingSilent))),
        Probe("a mail came back", (.zero, .forwardingFailed(.forwardingBounced))),
        Probe("address corrected", (.zero, .addressCorrected)),
        Probe("expiry date reached", (.zero, .authorizationExpired(.authorizationExpired))),
        Probe("authorized again", (.zero, .authorizationRenewed(withCredentials: true))),
        Probe("declined", (.zero, .authorizationDeclined)),
        Probe("revoked", (.zero, .authorizationRevoked(.revokedByCustomer))),
        Probe("provider retired", (.zero, .providerRetired)),
        Probe("moved to the replacement", (.zero, .providerMigrated)),
        Probe("paused", (.zero, .paused(by: .operator))),
        Probe("resumed", (.zero, .resumed)),
        Probe("company deactivated", (.zero, .companyDeactivated)),
        Probe("company reactivated", (.zero, .companyReactivated)),
    ]

    private static let reclassifications: [Probe] = ConnectionStatus.allCases.map {
        Probe("an operator says so", (.zero, .reclassified($0)))
    }
}
