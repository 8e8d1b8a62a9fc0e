import Domain
import Foundation

/// What a sighting means, and what it says to what was sent.
extension AttendedMachine {
    mutating func saw(_ sighting: Sighting, at now: Date) -> AttendedTurn {
        let found = AttendedMeaning(sighting, isFirst: !hasKnownAnyPage)
        if sighting.page != nil { hasKnownAnyPage = true }
        noteMoves(to: found, sighting)
        (meaning, last) = (found, sighting)
        if case .unknown = found {} else { unknownSince = nil }
        switch found {
        case .passing: return turn()
        case .signedIn: return enter()
        case .end(let failure): return end(failure)
        case .unknown: return sawUnknown(found, sighting, at: now)
        case .signInForm, .passwordRefused, .codeForm, .codeRefused, .question, .answerRefused, .newPasswordForm, .task:
            return sawKnown(found, sighting, at: now)
        }
    }

    private mutating func noteMoves(to found: AttendedMeaning, _ sighting: Sighting) {
        guard let sent = open else { return }
        if sighting.hasChanged { open?.hasMoved = true }
        if sent.documentID != sighting.documentID || sent.meaning != found { open?.hasTurned = true }
    }

    private mutating func sawKnown(_ found: AttendedMeaning, _ sighting: Sighting, at now: Date) -> AttendedTurn {
        guard let sent = open else { return tell(found, again: false) }
        guard let verdict = verdict(on: sent, by: found, sighting, at: now) else { return turn() }
        let isNew = sent.entry.newPassword != nil && verdict == .accepted
        let settled = settle(verdict, isKept: verdict == .accepted)
        var turn = tell(found, again: true)
        turn.settled = settled
        if isNew { turn.notices.insert(.newPasswordSet, at: 0) }
        return turn
    }

    /// A page that no recogniser knows may still be on its way to become one.
    private mutating func sawUnknown(_ found: AttendedMeaning, _ sighting: Sighting, at now: Date) -> AttendedTurn {
        let since = unknownSince ?? now
        unknownSince = since
        let isLong = now.timeIntervalSince(since) >= patience.unknown * (sighting.hasChanged ? 3 : 1)
        if open != nil { return sighting.hasChanged && !isLong ? turn() : sawKnown(found, sighting, at: now) }
        return isLong ? tell(found, again: false) : turn()
    }

    private mutating func end(_ failure: SignInFailure) -> AttendedTurn {
        switch failure {
        case .outcome(.noAccounts, _), .outcome(.actionRequiredAtProvider, _):
            finish(failure, verdict: .accepted, isKept: true)
        case .outcome(.siteDown(kind: .timeout), _): finish(failure, verdict: .interrupted)
        // The portal did not refuse the secret, which must not keep it from being used again.
        case .outcome, .lost: finish(failure, verdict: .accepted)
        }
    }

    private mutating func tell(_ found: AttendedMeaning, again: Bool) -> AttendedTurn {
        var turn = turn()
        guard let notice = found.notice, again || notice != told else { return turn }
        told = notice
        turn.notices = [notice]
        return turn
    }

    // MARK: - Verdicts

    /// What the page says to what was sent; nil while it may be no answer yet.
    private func verdict(
        on sent: Sent, by found: AttendedMeaning, _ sighting: Sighting, at now: Date
    ) -> Submission.Verdict? {
        let isOver = now.timeIntervalSince(sent.since) >= patience.answer
        // Words and forms that were there before are an answer only when the page moved and rests again.
        if !sent.hasTurned {
            guard sent.hasMoved, !sighting.hasChanged else { return isOver ? .interrupted : nil }
            return found.verdict(on: sent)
        }
        let verdict = found.verdict(on: sent)
        // A form that came back may get its words a moment later.
        return verdict == .interrupted && sighting.hasChanged && !isOver ? nil : verdict
    }
}

extension AttendedMeaning {
    /// What a page says to a secret that led to it: only the portal's own words reject it, and a page further on accepts it.
    fileprivate func verdict(on sent: AttendedMachine.Sent) -> Submission.Verdict {
        let isNew = sent.entry.newPassword != nil
        switch (self, sent.kind) {
        case (.passwordRefused, .password): return isNew ? .interrupted : .rejected
        case (.codeRefused, .code), (.answerRefused, .answer): return .rejected
        case (.newPasswordForm, .password): return isNew ? .interrupted : .accepted
        case (.question(let name, _), .answer): return name == sent.entry.answer?.name ? .interrupted : .accepted
        case (.codeForm, .code), (.signInForm, _), (.passwordRefused, _), (.passing, _): return .interrupted
        case (.unknown(let hasPasswordField), _): return hasPasswordField ? .interrupted : .accepted
        case (.codeForm, _), (.codeRefused, _), (.question, _), (.answerRefused, _), (.newPasswordForm, _), (.task, _),
            (.signedIn, _), (.end, _):
            return .accepted
        }
    }
}
