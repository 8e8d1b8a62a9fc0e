import Domain
import Foundation
import Testing

@Suite("What hides a sign-in status")
struct CoverTests {
    @Test("the first in precedence is shown, whatever else holds")
    func precedence() {
        let order: [ConnectionStatus] = [
            .authorizationRevoked, .authorizationDeclined, .authorizationExpired, .companyInactive, .paused,
            .providerRetired,
        ]
        for (index, status) in order.enumerated() {
            let covers = Set(Cover.allCases.filter { order[index...].contains($0.status) })
            #expect(connection(.passwordIncorrect, covers: covers).status == status)
        }
        #expect(connection(.passwordIncorrect).status == .passwordIncorrect)
    }

    @Test("what is hidden comes back with its reason, and a check is queued")
    func uncovered() {
        var state = connection(.websiteDown)
        state.reason = .siteDown(.maintenance)
        apply(.paused(by: .customer), to: &state, at: after(hour))
        #expect(state.shownReason == .pausedByCustomer)
        #expect(state.nextAttemptAt == nil)
        apply(.resumed, to: &state, at: after(day))
        #expect(state.status == .websiteDown)
        #expect(state.shownReason == .siteDown(.maintenance))
        #expect(state.since == after(day))
        #expect(state.nextAttemptAt == after(day))
    }

    @Test("uncovering a sign-in error queues nothing: the secret is still refused")
    func uncoveredSignInError() {
        var state = connection(.passwordIncorrect, covers: [.paused])
        apply(.resumed, to: &state)
        #expect(state.status == .passwordIncorrect)
        #expect(state.nextAttemptAt == nil)
    }

    @Test("uncovering one cover shows the next and queues nothing")
    func twoCovers() {
        var state = connection(.connected, covers: [.companyInactive, .paused])
        apply(.companyReactivated, to: &state)
        #expect(state.status == .paused)
        #expect(state.nextAttemptAt == nil)
    }

    @Test("an attempt that ends under a cover changes the value beneath, asks nobody and plans nothing")
    func attemptUnderCover() {
        var state = connection(.connected, covers: [.paused])
        let effects = apply(ended(rejected), to: &state)
        #expect(state.status == .paused)
        #expect(state.signInStatus == .passwordIncorrect)
        #expect(state.nextAttemptAt == nil)
        #expect(effects == [.rememberRejectedSecret])
    }

    @Test("the end of a permission destroys the credentials, a withdrawal also what was collected")
    func destruction() {
        var state = connection(.connected)
        let expiry = apply(.authorizationExpired(.tokenLost), to: &state)
        #expect(expiry.contains(.destroyCredentials) && !expiry.contains(.destroyCollectedData))
        #expect(expiry.contains(.askCustomer))
        #expect(state.shownReason == .tokenLost)
        let withdrawal = apply(.authorizationRevoked(.revokedByOperator), to: &state)
        #expect(withdrawal.contains(.destroyCredentials) && withdrawal.contains(.destroyCollectedData))
        #expect(!withdrawal.contains(.askCustomer))
    }

    @Test("no event leads out of AUTHORIZATION_REVOKED")
    func revokedIsFinal() {
        let events: [ConnectionEvent] = [
            .attemptQueued, .activityChanged(.signingIn), .credentialsReplaced, .paused(by: .operator), .resumed,
            .companyDeactivated, .companyReactivated, .authorizationExpired(.tokenLost),
            .authorizationRenewed(withCredentials: true), .authorizationDeclined,
            .authorizationRevoked(.revokedAtUtility),
            .providerRetired, .providerMigrated, .addressCorrected, .unlocked, .reclassified(.passwordIncorrect),
            .clockTicked, .incidentOpened(.websiteDown, .siteDown(.http5xx)), .incidentClosed, ended(signedIn, .repair),
        ]
        let state = connection(.connected, covers: [.authorizationRevoked])
        for event in events {
            let decision = StatusLaw.applying(event, to: state, at: after(day))
            #expect(decision == Decision(state: state, effects: []))
        }
    }

    @Test("an operator's word counts only where the law lets it", arguments: ConnectionStatus.allCases)
    func reclassification(_ wanted: ConnectionStatus) {
        for status in ConnectionStatus.allCases where !status.isCover {
            var state = connection(status)
            let effects = apply(.reclassified(wanted), to: &state)
            let isAllowed = StatusLaw.reclassifications(of: status).contains(wanted)
            #expect(state.status == (isAllowed ? wanted : status))
            #expect(effects.contains(.rememberRejectedSecret) == (isAllowed && wanted == .passwordIncorrect))
        }
    }
}
