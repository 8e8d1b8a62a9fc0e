import Domain
import Foundation

/// What a sighting means.
extension SignInMachine {
    /// In this order: a failed load, words that prove an outcome, the HTTP status, then the page's meaning.
    mutating func saw(_ sighting: Sighting, at now: Date) -> SignInTurn {
        silentSince = nil
        guard now < deadline else { return expire() }
        if let error = sighting.networkError {
            let trouble = PortalTrouble(networkError: error)
            return finish(trouble.failure, verdict: trouble.mayHaveCarriedSecret ? .interrupted : .accepted)
        }
        if let page = sighting.page, case .outcome(let proven) = page.means {
            return finish(as: proven.outcome(phrase: sighting.match?.phrase ?? ""))
        }
        if let failure = PortalTrouble.failure(ofStatus: sighting.facts.status, isSignInPage: !hasKnownAnyPage) {
            return finish(failure, verdict: .accepted)
        }
        guard let page = sighting.page else { return sawUnknown(sighting, at: now) }
        hasKnownAnyPage = true
        lostSince = nil
        if let turn = sawCodePage(page, sighting, at: now) { return turn }
        guard let work, work.page == page else { return sawNew(page, sighting, at: now) }
        return sawAgain(work, sighting, at: now)
    }

    mutating func sawNothing(at now: Date) -> SignInTurn {
        guard now < deadline else { return expire() }
        let since = silentSince ?? now
        silentSince = since
        guard now.timeIntervalSince(since) >= patience.answer else { return look() }
        return beginning == .adopted && !hasSettled ? interrupted() : noAnswer()
    }

    private mutating func sawNew(_ page: RecipePage, _ sighting: Sighting, at now: Date) -> SignInTurn {
        switch page.means {
        case .signedIn: return enter()
        case .asksAnswer(let question) where !answers.contains(question.prompt.name):
            let outcome = Outcome.additionalCredentialsRequired(prompts: [question.prompt(asSeenIn: sighting.facts)])
            return finish(as: outcome, verdict: .accepted)
        case .loading, .outcome:
            work = Work(page: page, sighting: sighting, phase: .waiting, since: now)
            return look()
        case .asksChannel, .asksCode, .codeRefused: return shownAgain(page, sighting, at: now)
        case .asksAnswer, .nag, .asksUsername, .asksPassword, .asksBoth:
            return act(on: page, sighting, at: now)
        }
    }

    /// The page that was worked on is still there, or there again.
    mutating func sawAgain(_ work: Work, _ sighting: Sighting, at now: Date) -> SignInTurn {
        let isOver = now.timeIntervalSince(work.since) >= patience.answer
        let isNewDocument = sighting.documentID != work.sighting.documentID
        if isWatching, let turn = withdraw(work, sighting, at: now) { return turn }
        if isWatching { return isOver || (isNewDocument && !sighting.hasChanged) ? interrupted() : look() }
        if work.page.means == .loading { return isOver ? noAnswer() : look() }
        if sighting.hasChanged, !isOver { return look() }
        guard work.page.means.isActedOnOnce else { return act(on: work.page, sighting, at: now) }
        let isUntouched = !isNewDocument && sighting.facts.frames == work.sighting.facts.frames
        guard work.phase == .shownAgain || !isUntouched else { return isOver ? noAnswer() : look() }
        if open == .code, work.page.means.isSignInForm, code.waited >= patience.session {
            return finish(as: codeTimedOut, verdict: .interrupted)
        }
        return finish(
            .lost(step: work.page.name, expected: "an answer that the recipe knows", found: "\(work.page.name) again"),
            verdict: .interrupted)
    }

    /// A page that no recogniser knows may still be on its way to become one.
    private mutating func sawUnknown(_ sighting: Sighting, at now: Date) -> SignInTurn {
        let since = lostSince ?? now
        lostSince = since
        guard !sighting.hasChanged || now.timeIntervalSince(since) >= patience.unknown else { return look() }
        if isWatching { return interrupted() }
        // Away from the form: the secret was not refused. Still at a password field: nobody knows.
        let isAway = !sighting.facts.shows(PageProbe.passwordField)
        return finish(
            .lost(
                step: work?.page.name ?? "opening",
                expected: work.map { "a known page after \($0.page.name)" } ?? "the sign-in page",
                found: RecipePage.unknownName),
            verdict: isAway ? .accepted : .interrupted)
    }
}

extension AnswerQuestion {
    /// The question as the page words it.
    fileprivate func prompt(asSeenIn facts: PageFacts) -> Prompt {
        Prompt(
            name: prompt.name, label: labelFrom.flatMap(facts.label) ?? prompt.label, kind: prompt.kind,
            options: prompt.options,
            pattern: prompt.pattern)
    }
}
