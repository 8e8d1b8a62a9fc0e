import Foundation

// Edges 2–12, 14–63: what an ended attempt does.
extension Ruling {
    mutating func judge(_ attempt: Attempt) {
        state.activity = .idle
        state.lastAttemptAt = now
        hold(for: attempt)
        let finding = Finding(attempt)
        switch finding {
        case .signedIn(let proof): accept(proof, of: attempt)
        case .ownerNeeded(let status, let reason, let link):
            needOwner(status, reason, deepLink: link, in: attempt)
        case .trouble(let family, let reason, _): meetTrouble(family, reason, in: attempt)
        case .unsupported: meetUnsupported(attempt)
        case .retired: retire()
        case .nothing(.notSubmitted): settleFirstRun(in: attempt)
        case .toldToWait, .nothing: break
        }
        lookAtClock()
        state.nextAttemptAt = nextAttempt(after: finding, in: attempt)
    }

    /// Messages to customers wait while many fail alike, or the connector is not sure.
    private mutating func hold(for attempt: Attempt) {
        guard attempt.outcome.code != "signed_in", attempt.confidence == .low || attempt.cohort.isIncident else {
            return
        }
        isBlameHeld = true
        require(.holdMessages)
    }

    // MARK: Signed in (2, 14, 25, 35, 50, 54, 56, 59, 61)

    private mutating func accept(_ proof: Proof, of attempt: Attempt) {
        state.evidenceRunID = attempt.runID
        state.streak = nil
        guard proof.isSufficient || !state.signInStatus.isSignInError else {
            state.reason = proof.missingAccounts.isEmpty ? .recordsMissing : .accountsUnconfirmed
            require(.tellOperator)
            return
        }
        let wasBroken = state.signInStatus != .pending && state.signInStatus != .connected
        enter(.connected, proof.missingAccounts.isEmpty ? .proven : .accountsUnconfirmed)
        let isPersonal = attempt.trigger.isRepair || (state.isUnproven && state.lastSuccessAt != nil)
        if wasBroken, state.covers.isEmpty { require(.repaired(by: isPersonal ? .person : .own)) }
        if !proof.missingAccounts.isEmpty { require(.tellOperator) }
        if attempt.trigger == .canary { require(.releaseCohort) }
        state.lastSuccessAt = now
        state.isUnproven = false
    }

    // MARK: The owner is needed (3–7, 15–19, 26–45, 51, 60, 63)

    private mutating func needOwner(
        _ status: ConnectionStatus, _ reason: Reason, deepLink: String?, in attempt: Attempt
    ) {
        guard !attempt.isOverruled(finding: status) else {
            meetTrouble(.unclassified, .unclassified, in: attempt)
            return
        }
        let isRefusedAgain = status == .passwordIncorrect && state.status == .passwordIncorrect
        if isRefusedAgain, attempt.trigger.isAttended { state.since = now }
        enter(status, reason, deepLink: deepLink)
        state.evidenceRunID = attempt.runID
        state.streak = nil
        guard status == .passwordIncorrect else { return }
        state.isUnproven = false
        require(.rememberRejectedSecret)
    }

    // MARK: Trouble (8–12, 20–24, 46–49, 51–55, 58, 62, 63)

    private mutating func meetTrouble(_ family: FailureStreak.Family, _ reason: Reason, in attempt: Attempt) {
        // An automatic attempt that meets site trouble leaves a sign-in error alone.
        guard !state.signInStatus.isSignInError || attempt.trigger.isRepair else { return }
        let streak = FailureStreak.following(state.streak, family, at: now)
        state.streak = streak
        if case .incident(let status, let reason) = attempt.cohort {
            arrive(at: status, reason, in: attempt)
        } else if let status = target(of: streak, reason: reason, in: attempt) {
            arrive(at: status, shown(reason, for: status, family: family), in: attempt)
        }
        if state.signInStatus == .websiteDown, isLongOutage(state), !isLongOutage(before) { require(.tellOperator) }
    }

    /// R-first ends when the login's budget does: no third try will be made today, so what two failures said stands.
    private mutating func settleFirstRun(in attempt: Attempt) {
        guard state.signInStatus == .pending, let streak = state.streak, streak.count > 1 else { return }
        let status = streak.family.status
        arrive(at: status, .usual(for: status), in: attempt)
    }

    private mutating func meetUnsupported(_ attempt: Attempt) {
        guard !state.signInStatus.isSignInError || attempt.trigger.isRepair else { return }
        arrive(at: .otherError, .unsupportedAuth, in: attempt)
    }

    /// Takes on a site error where an edge leads there; the same status again keeps its age and gets the newer reason.
    private mutating func arrive(at status: ConnectionStatus, _ reason: Reason, in attempt: Attempt) {
        guard status == state.signInStatus || SiteEdges.lead(from: state.signInStatus, to: status) else { return }
        if status == .otherError, state.signInStatus != .otherError { state.streak?.count = 1 }
        enter(status, reason)
        state.evidenceRunID = attempt.runID
    }

    /// Operators hear of an outage once, at the attempt that first finds it older than twelve hours.
    private func isLongOutage(_ state: ConnectionState) -> Bool {
        guard let streak = state.streak, let last = state.lastAttemptAt, streak.family.isSilence else { return false }
        return rhythm.passed(LawSpan.outageTold, since: streak.startedAt, at: last)
    }
}

extension CohortVerdict {
    /// Many fail alike, or an incident is open.
    var isIncident: Bool {
        if case .incident = self { return true }
        return false
    }
}

extension Attempt {
    /// In an incident nobody is blamed, with two exceptions that keep logins from harm: what a person who is repairing
    /// was surely told by the portal, and a lock that was surely recognised.
    fileprivate func isOverruled(finding status: ConnectionStatus) -> Bool {
        guard cohort.isIncident else { return false }
        return confidence != .high || (!trigger.isRepair && status != .accountLocked)
    }
}
