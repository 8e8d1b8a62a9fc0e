import Domain
import Foundation

extension WalkTests {
    static let promises: [Promise] = [
        Promise("nothing leads out of AUTHORIZATION_REVOKED") { step in
            step.before.status != .authorizationRevoked || (step.after == step.before && step.effects.isEmpty)
        },
        Promise("a cover stays until it is taken off") { $0.after.covers.isSuperset(of: $0.before.covers) },
        Promise("the sign-in status is never a cover") { !$0.after.signInStatus.isCover },
        Promise("a sign-in error becomes CONNECTED only when it is proven") { step in
            guard step.before.signInStatus.isSignInError, step.after.signInStatus == .connected else { return true }
            return step.attempt.outcome.code == "signed_in" && step.attempt.proof?.isSufficient == true
        },
        Promise("CONNECTED comes only from a sign-in with accounts") { step in
            guard step.before.signInStatus != .connected, step.after.signInStatus == .connected else { return true }
            return step.attempt.outcome.code == "signed_in" && (step.attempt.proof?.accounts ?? 0) > 0
        },
        Promise("a sign-in error becomes a site error only after a repair") { step in
            guard step.before.signInStatus.isSignInError, step.after.signInStatus.isSiteError else { return true }
            return step.attempt.trigger.isRepair
        },
        Promise("low confidence never puts the status on the owner") { step in
            guard step.attempt.confidence == .low, step.after.signInStatus != step.before.signInStatus else {
                return true
            }
            return step.after.signInStatus.actor != .customer && !step.effects.contains(.rememberRejectedSecret)
        },
        Promise("low confidence and incidents hold messages and ask nobody") { step in
            guard step.attempt.outcome.code != "signed_in", step.before.status != .authorizationRevoked else {
                return true
            }
            guard step.attempt.confidence == .low || step.isIncident else {
                return !step.effects.contains(.holdMessages)
            }
            return step.effects.contains(.holdMessages) && !step.effects.contains(.askCustomer)
        },
        Promise("PASSWORD_INCORRECT comes only from the portal's own refusal, and that is remembered") { step in
            guard step.after.signInStatus == .passwordIncorrect, step.before.signInStatus != .passwordIncorrect else {
                return true
            }
            return step.attempt.outcome.code == "password_rejected" && step.effects.contains(.rememberRejectedSecret)
        },
        Promise("a sure refusal of a person's own repair is always remembered") { step in
            guard step.attempt.outcome.code == "password_rejected", step.attempt.trigger.isRepair,
                step.attempt.confidence == .high, step.before.status != .authorizationRevoked
            else { return true }
            return step.effects.contains(.rememberRejectedSecret)
        },
        Promise("in an incident no unattended refusal is remembered") { step in
            guard step.isIncident, !step.attempt.trigger.isRepair else { return true }
            return !step.effects.contains(.rememberRejectedSecret)
        },
        Promise("nothing is due while the status waits for a person or is covered") { step in
            guard step.before.status != .authorizationRevoked else { return true }
            let waits: Set<RetryPolicy> = [.never, .lock, .codes, .off]
            // R-mfa: one further attempt, the first time that a code is missing, and only over a proven route.
            if step.after.status.entry.retry == .codes, step.after.nextAttemptAt != nil {
                return step.attempt.hasProvenCodeRoute && step.before.signInStatus != .mfaTokenExpired
            }
            return !waits.contains(step.after.status.entry.retry) || step.after.nextAttemptAt == nil
        },
        Promise("what is retried has a next attempt, never in the past") { step in
            guard step.after.status.entry.retry.isAutomatic, step.after.reason != .unsupportedAuth else { return true }
            return step.after.nextAttemptAt.map { $0 >= now } == true
        },
        Promise("an interrupted or unsent attempt leaves the status alone") { step in
            guard [.crashed(cause: .interrupted), .crashed(cause: .notSubmitted)].contains(step.attempt.outcome) else {
                return true
            }
            // R-first ends with the login's budget: two failures then stand.
            let isSpent = step.attempt.outcome == .crashed(cause: .notSubmitted)
            if isSpent, step.before.signInStatus == .pending, (step.before.streak?.count ?? 0) > 1 {
                return step.after.signInStatus.isSiteError
            }
            return step.after.signInStatus == step.before.signInStatus && step.after.reason == step.before.reason
        },
        Promise("the status changes with its effect and its own since, and only then") { step in
            let change = Effect.statusChanged(from: step.before.status, to: step.after.status)
            guard step.before.status != step.after.status else {
                return !step.effects.contains { if case .statusChanged = $0 { true } else { false } }
            }
            return step.effects.first == change && step.after.since == now
        },
        Promise("who is asked follows the table") { step in
            guard step.effects.contains(.askCustomer) else { return true }
            return step.after.status.actor == .customer && step.before.status != step.after.status
        },
        Promise("a repaired connection was broken before") { step in
            guard step.effects.contains(where: { if case .repaired = $0 { true } else { false } }) else { return true }
            return (step.before.status.isSignInError || step.before.status.isSiteError)
                && step.after.status == .connected
        },
        Promise("the reason belongs to the status") { step in
            Reason.known(for: step.after.signInStatus).contains(step.after.reason)
        },
        Promise("the attempt is noted and over") { step in
            guard step.before.status != .authorizationRevoked else { return true }
            return step.after.lastAttemptAt == now && step.after.activity == .idle
        },
    ]
}

extension WalkTests.Step {
    fileprivate var isIncident: Bool {
        if case .incident = attempt.cohort { true } else { false }
    }
}
