import Domain
import Foundation
import Testing

@Suite("Incidents: nobody is blamed")
struct IncidentTests {
    private let changed = CohortVerdict.incident(.underInvestigation, .connectorBroken)

    @Test("an unattended refusal takes the incident's status and is not held against the secret")
    func unattended() {
        var state = connection(.connected)
        let effects = apply(ended(rejected, cohort: changed), to: &state)
        #expect(state.status == .underInvestigation)
        #expect(effects == [.statusChanged(from: .connected, to: .underInvestigation), .holdMessages, .tellOperator])
    }

    @Test("a person who is repairing hears what the portal surely said, and it is remembered")
    func attended() {
        var state = connection(.passwordIncorrect)
        #expect(
            apply(ended(rejected, .repair, cohort: changed), to: &state) == [.holdMessages, .rememberRejectedSecret])
        #expect(state.status == .passwordIncorrect)
        state = connection(.passwordIncorrect)
        apply(ended(rejected, .repair, confidence: .medium, cohort: changed), to: &state)
        #expect(state.status == .underInvestigation)
    }

    @Test("a lock that was surely recognised is kept, so that nobody tries again")
    func lock() {
        var state = connection(.connected)
        let effects = apply(ended(locked, cohort: changed), to: &state)
        #expect(state.status == .accountLocked)
        #expect(state.nextAttemptAt == nil)
        #expect(!effects.contains(.askCustomer))
    }

    @Test("an opening incident takes in recent failures, and leaves what stands")
    func opened() {
        let event = ConnectionEvent.incidentOpened(.websiteDown, .siteDown(.http5xx))
        var state = connection(.connected, streak: FailureStreak(family: .siteDown, count: 1, startedAt: start))
        #expect(apply(event, to: &state).first == .statusChanged(from: .connected, to: .websiteDown))
        #expect(state.nextAttemptAt == after(minute * 5))
        for untouched in [connection(.connected), connection(.passwordIncorrect), connection(.underInvestigation)] {
            state = untouched
            #expect(apply(event, to: &state) == [.holdMessages])
            #expect(state == untouched)
        }
    }

    @Test("a closed incident makes checks due, spread over an hour", arguments: [0, 0.5])
    func closed(_ jitter: Double) {
        for status in ConnectionStatus.allCases where !status.isCover {
            let state = StatusLaw.applying(.incidentClosed, to: connection(status), at: start, jitter: jitter).state
            let isHeld = status == .websiteDown || status == .underInvestigation
            #expect(state.nextAttemptAt == (isHeld ? start.addingTimeInterval(3600 * jitter) : nil))
        }
    }
}
