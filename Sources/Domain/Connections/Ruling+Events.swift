import Foundation

// What is not an attempt and not a cover: the queue, the clock, operators and incidents.
extension Ruling {
    /// Work is queued: the due time is used up.
    mutating func queue() {
        state.activity = .queued
        state.nextAttemptAt = nil
    }

    /// R-lock: none for 24 h, then one attempt because somebody says that the lock is gone.
    mutating func unlock() {
        guard state.status == .accountLocked else { return }
        state.nextAttemptAt = max(now, rhythm.moment(LawSpan.lockRest, after: state.since))
    }

    /// Edges 57 and 62.
    mutating func reclassify(_ status: ConnectionStatus) {
        guard StatusLaw.reclassifications(of: state.status).contains(status) else { return }
        state.streak = nil
        guard status != .providerRetired else { return retire() }
        enter(status, Reason.usual(for: status))
        if status == .passwordIncorrect { require(.rememberRejectedSecret) }
        if status == .otherError { state.streak = FailureStreak(family: .unclassified, count: 1, startedAt: now) }
        state.nextAttemptAt = status.entry.retry.isAutomatic ? firstLook(status) : nil
    }

    /// Edge 54. A corrected address is no proof yet: what was connected stays until its check passes.
    mutating func correctAddress() {
        guard state.signInStatus == .urlInaccessible else { return }
        state.streak = nil
        if state.lastSuccessAt == nil { enter(.pending, .created) }
        makeDue()
    }

    /// Edges 11 and 53: too long without a first success, too long without an answer.
    mutating func lookAtClock() {
        guard state.covers.isEmpty, before.covers.isEmpty, state.signInStatus == before.signInStatus else { return }
        switch state.signInStatus {
        case .pending where rhythm.passed(LawSpan.pendingLimit, since: state.since, at: now):
            enter(.underInvestigation, .firstRunOverdue)
        case .websiteDown where rhythm.passed(LawSpan.downLimit, since: state.since, at: now):
            enter(.underInvestigation, .siteSilent)
        default: return
        }
        state.nextAttemptAt = rhythm.moment(LawSpan.canary, after: now, jitter: jitter)
    }

    /// A recent failure that blames nobody yet takes the incident's status; a status that stands is left alone.
    mutating func openIncident(_ status: ConnectionStatus, _ reason: Reason) {
        isBlameHeld = true
        require(.holdMessages)
        guard state.streak != nil, !state.signInStatus.isSignInError, state.signInStatus != status,
            SiteEdges.lead(from: state.signInStatus, to: status)
        else { return }
        enter(status, reason)
        state.nextAttemptAt = state.covers.isEmpty ? firstLook(status) : nil
    }

    /// The trouble is over: what waited for it is checked within the next hour.
    mutating func closeIncident() {
        guard state.signInStatus == .websiteDown || state.signInStatus == .underInvestigation else { return }
        makeDue(within: LawSpan.release)
    }

    /// A check is queued, unless the status waits for a person or is covered.
    mutating func makeDue(within span: Duration = .zero) {
        guard state.covers.isEmpty, state.signInStatus.entry.retry.isAutomatic else { return }
        state.nextAttemptAt = now.addingTimeInterval(rhythm.seconds(span) * jitter)
    }

    private func firstLook(_ status: ConnectionStatus) -> Date {
        let span =
            status.entry.retry == .ladder
            ? LawSpan.ladder[0] : status == .underInvestigation ? LawSpan.canary : LawSpan.daily
        return rhythm.moment(span, after: now, jitter: jitter)
    }
}
