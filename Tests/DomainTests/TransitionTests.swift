import Domain
import Foundation
import Testing

@Suite("Transitions, row by row")
struct TransitionTests {
    private static let rows =
        TransitionRow.working + TransitionRow.repairs + TransitionRow.siteErrors + TransitionRow.mails
        + TransitionRow.reclassified
        + TransitionRow.covers

    @Test("each row leads where the law says", arguments: rows)
    func row(_ row: TransitionRow) {
        let (state, effects) = row.played()
        #expect(state.status == row.to)
        guard row.from.status != row.to else { return }
        #expect(effects.first == .statusChanged(from: row.from.status, to: row.to))
        #expect(row.events.last.map { after($0.0) } == state.since)
    }

    @Test("every row of the law from 1 to 76 is walked")
    func complete() {
        #expect(Set(Self.rows.map(\.number)) == Set(1...76))
    }

    @Test("a password that is refused again starts a new since and is remembered")
    func refusedAgain() {
        var state = connection(.passwordIncorrect)
        let effects = apply(ended(rejected, .repair), to: &state, at: after(hour))
        #expect(state.since == after(hour))
        #expect(effects == [.rememberRejectedSecret])
    }

    @Test("an unclassified failure in OTHER_ERROR goes to the operator at its third repeat")
    func otherErrorRepeats() {
        var state = connection(.connected)
        var seen: [ConnectionStatus] = []
        for attempt in 1...6 {
            apply(ended(crashed), to: &state, at: after(day * attempt))
            seen.append(state.status)
        }
        #expect(seen == [.connected, .connected, .otherError, .otherError, .otherError, .underInvestigation])
    }

    @Test(
        "a repair is proven only with every known account and a record",
        arguments: ConnectionStatus.allCases.filter(\.isSignInError))
    func unproven(_ status: ConnectionStatus) {
        for proof in [
            Proof(accounts: 1, missingAccounts: ["77"], records: 3, statesNoRecords: false, summary: ""),
            Proof(accounts: 2, missingAccounts: [], records: 0, statesNoRecords: false, summary: ""),
        ] {
            var state = connection(status)
            let effects = apply(ended(signedIn, .repair, proof: proof), to: &state)
            #expect(state.status == status)
            #expect(state.activity == .idle)
            #expect(state.nextAttemptAt == nil)
            #expect(state.reason == (proof.records == 0 ? .recordsMissing : .accountsUnconfirmed))
            #expect(effects == [.tellOperator])
        }
    }

    @Test("a utility that states there is no bill yet proves a repair")
    func statesNoRecords() {
        var state = connection(.passwordIncorrect, unproven: true)
        let proof = Proof(accounts: 1, missingAccounts: [], records: 0, statesNoRecords: true, summary: "")
        let effects = apply(ended(signedIn, .repair, proof: proof), to: &state)
        #expect(effects == [.statusChanged(from: .passwordIncorrect, to: .connected), .repaired(by: .person)])
        #expect(!state.isUnproven)
    }

    @Test("healing without a person is told as such")
    func ownHealing() {
        var state = connection(.websiteDown)
        #expect(apply(ended(signedIn), to: &state).contains(.repaired(by: .own)))
        state = connection(.websiteDown, unproven: true)
        #expect(apply(ended(signedIn), to: &state).contains(.repaired(by: .person)))
    }

    @Test("a passing canary releases the others")
    func canary() {
        var state = connection(.underInvestigation)
        #expect(apply(ended(signedIn, .canary), to: &state).contains(.releaseCohort))
        state = connection(.underInvestigation)
        #expect(!apply(ended(signedIn, .schedule), to: &state).contains(.releaseCohort))
    }

    @Test("an automatic attempt that meets site trouble leaves a sign-in error alone")
    func leftAlone() {
        for status in ConnectionStatus.allCases where status.isSignInError {
            for outcome in [siteDown, addressDead, pageChanged, blocked, noAccounts, crashed] {
                var state = connection(status)
                for attempt in 0..<5 { apply(ended(outcome), to: &state, at: after(day * attempt)) }
                #expect(state.status == status)
                #expect(state.reason == .usual(for: status))
                #expect(state.nextAttemptAt == nil)
            }
        }
    }
}
