import Foundation

// Section 2: when the next automatic attempt is due.
extension Ruling {
    /// The next attempt after one has ended; nil when only a person starts the next. Never in the past.
    func nextAttempt(after finding: Finding, in attempt: Attempt) -> Date? {
        let policy = state.signInStatus.entry.retry
        guard state.covers.isEmpty else { return nil }
        if policy == .codes { return codeRetry(attempt) }
        guard policy.isAutomatic, state.reason != .unsupportedAuth else { return nil }
        switch finding {
        case .nothing(.interrupted): return moment(LawSpan.interruption, attempt)
        case .nothing: return moment(LawSpan.daily, attempt)
        case .toldToWait(let until): return later(of: until, or: LawSpan.canary, attempt)
        case .trouble(.blocked, _, let until): return later(of: until, or: LawSpan.canary, attempt)
        default: return due(policy, attempt)
        }
    }

    private func due(_ policy: RetryPolicy, _ attempt: Attempt) -> Date? {
        switch policy {
        case .first: moment(step(of: LawSpan.firstRetries), attempt)
        case .scheduled: state.streak.map { secondLook($0, attempt) } ?? moment(LawSpan.schedule, attempt)
        case .ladder: moment(step(of: LawSpan.ladder), attempt)
        case .canary: moment(LawSpan.canary, attempt)
        case .daily, .dailyThrice: moment(LawSpan.daily, attempt)
        case .never, .lock, .codes, .off: nil
        }
    }

    /// A failure that is no status yet is looked at again soon, except vanished accounts: the law wants a day between.
    private func secondLook(_ streak: FailureStreak, _ attempt: Attempt) -> Date {
        guard streak.family == .noAccounts else { return moment(step(of: LawSpan.ladder), attempt) }
        return max(now, rhythm.moment(LawSpan.vanishedConfirmation, after: streak.startedAt, jitter: attempt.jitter))
    }

    /// R-mfa: one further attempt, and only over a proven channel.
    private func codeRetry(_ attempt: Attempt) -> Date? {
        guard attempt.hasProvenCodeRoute, before.signInStatus != .mfaTokenExpired else { return nil }
        return moment(LawSpan.codeRetry, attempt)
    }

    private func step(of ladder: [Duration]) -> Duration {
        let failures = max(1, state.streak?.count ?? 1)
        return ladder[min(failures, ladder.count) - 1]
    }

    /// The portal's own wish counts in real time; without one the law's span does.
    private func later(of wish: Date?, or span: Duration, _ attempt: Attempt) -> Date {
        wish.map { max($0, now) } ?? moment(span, attempt)
    }

    private func moment(_ span: Duration, _ attempt: Attempt) -> Date {
        rhythm.moment(span, after: now, jitter: attempt.jitter)
    }
}
