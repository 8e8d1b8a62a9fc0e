import Domain
import Foundation

/// Ending, and the verdict on what was sent.
extension SignInMachine {
    /// The run's time is over: the portal's fault while it owed an answer or never gave one.
    mutating func expire() -> SignInTurn {
        if beginning == .adopted, !hasSettled { return interrupted() }
        let isPortalSilent = open != nil || !hasKnownAnyPage
        return finish(
            isPortalSilent ? .outcome(.siteDown(kind: .timeout), .medium) : .outcome(.crashed(cause: .deadline), .high),
            verdict: .interrupted)
    }

    mutating func noAnswer() -> SignInTurn {
        finish(.outcome(.siteDown(kind: .timeout), .medium), verdict: .interrupted)
    }

    mutating func interrupted() -> SignInTurn {
        finish(.outcome(.crashed(cause: .interrupted), .high), verdict: .interrupted)
    }

    mutating func finish(_ failure: SignInFailure, verdict: Submission.Verdict) -> SignInTurn {
        let settled = settle(verdict)
        return SignInTurn(stage: nil, settled: settled, action: .fail(failure))
    }

    /// Ends with an outcome that the portal's own page proves.
    ///
    /// - Parameter verdict: of what was sent, where the outcome does not say it.
    mutating func finish(as outcome: Outcome, verdict: Submission.Verdict? = nil) -> SignInTurn {
        let hadCode = mayHaveSentCode
        var turn = finish(.outcome(outcome, .high), verdict: verdict ?? self.verdict(of: outcome))
        if hadCode, outcome.isBehindCode { turn.codeSettled = .accepted }
        return turn
    }

    mutating func enter() -> SignInTurn {
        let hadCode = mayHaveSentCode
        let settled = settle(.accepted)
        return SignInTurn(stage: nil, settled: settled, codeSettled: hadCode ? .accepted : nil, action: .collect)
    }

    /// The verdict, if anything waits for one; an adopted run judges what its forerunner may have sent.
    mutating func settle(_ verdict: Submission.Verdict) -> Submission.Verdict? {
        guard open != nil || (beginning == .adopted && !hasSettled) else { return nil }
        open = nil
        isWatching = false
        hasSettled = true
        return verdict
    }

    /// Only the portal's refusal of the secret itself rejects it. Any other answer was given to a secret that it did
    /// not refuse, and must not keep the secret from being used again.
    func verdict(of outcome: Outcome) -> Submission.Verdict {
        switch outcome {
        case .passwordRejected: .rejected
        case .additionalCredentialsRequired where open == .answer: .rejected
        default: .accepted
        }
    }
}

extension Outcome {
    /// What a portal says only to whom it let past its question for a code.
    fileprivate var isBehindCode: Bool {
        switch self {
        case .additionalCredentialsRequired, .newPasswordRequired, .actionRequiredAtProvider, .noAccounts: true
        default: false
        }
    }
}
