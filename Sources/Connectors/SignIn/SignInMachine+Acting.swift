import Domain
import Foundation

/// Working on a page: type, ask the host, send.
extension SignInMachine {
    mutating func act(on page: RecipePage, _ sighting: Sighting, at now: Date) -> SignInTurn {
        if let key = page.secretKey, sent.contains(key) {
            work = Work(page: page, sighting: sighting, phase: .shownAgain, since: now)
            return look()
        }
        visits[page.name, default: 0] += 1
        guard visits[page.name, default: 0] <= patience.visits else {
            return finish(
                .lost(step: page.name, expected: "a page after \(page.name)", found: "\(page.name) again and again"),
                verdict: .interrupted)
        }
        let settled = page.asksAnswer ? settle(.accepted) : nil
        var turn = turn(firstAction(on: page), stage: page.stage)
        turn.settled = settled
        work = Work(page: page, sighting: sighting, phase: turn.action.isQuestion ? .asking : .typing, since: now)
        return turn
    }

    /// An adopted page may have sent its secret already, so the host is asked before anything is typed. Otherwise
    /// everything is typed first, and the host is asked right before the one step that sends.
    private func firstAction(on page: RecipePage) -> SignInAction {
        guard let kind = page.means.submits else { return .perform(page.steps, on: page) }
        return beginning == .adopted ? .ask(kind) : .perform(page.steps.dropLast(), on: page)
    }

    mutating func done(at now: Date) -> SignInTurn {
        guard var work else { return look() }
        if work.phase == .typing, let kind = work.page.means.submits {
            work.phase = .asking
            self.work = work
            return turn(.ask(kind))
        }
        work.phase = .waiting
        work.since = now
        self.work = work
        return look()
    }

    mutating func permitted(at now: Date) -> SignInTurn {
        guard var work, work.phase == .asking, let kind = work.page.means.submits, let key = work.page.secretKey else {
            return look()
        }
        open = kind
        hasSettled = false
        sent.insert(key)
        work.phase = .sending
        self.work = work
        let steps = beginning == .adopted ? work.page.steps : work.page.steps.suffix(1)
        return turn(.perform(steps, on: work.page))
    }

    mutating func refused(_ refusal: SubmissionRefusal, at now: Date) -> SignInTurn {
        switch (beginning, refusal) {
        case (.adopted, .answerUnknown):
            isWatching = true
            work?.since = now
            return look()
        case (.restarted, .answerUnknown): return interrupted()
        default: return finish(.outcome(.crashed(cause: .notSubmitted), .high), verdict: .interrupted)
        }
    }

    /// A page may be recognised a moment before its form is there, so it is looked at once more.
    mutating func missing(_ selector: String) -> SignInTurn {
        guard let work, work.phase == .typing, visits[work.page.name, default: 0] < patience.visits else {
            return finish(
                .lost(step: work?.page.name ?? "opening", expected: "an element \(selector)", found: "none"),
                verdict: .interrupted)
        }
        self.work = nil
        return turn(.look(seconds: patience.quiet / 4))
    }
}

extension SignInAction {
    fileprivate var isQuestion: Bool {
        if case .ask = self { true } else { false }
    }
}

extension RecipePage {
    /// What may be sent only once in a run.
    fileprivate var secretKey: String? {
        switch means {
        case .asksPassword, .asksBoth: "password"
        case .asksAnswer(let question): "answer \(question.prompt.name)"
        case .asksUsername, .asksCode, .nag, .loading, .signedIn, .outcome: nil
        }
    }

    /// Only whose password was accepted is asked a further question. (A nag may also stand before the sign-in.)
    fileprivate var asksAnswer: Bool {
        if case .asksAnswer = means { true } else { false }
    }

    fileprivate var stage: RunStage? {
        switch means {
        case .asksUsername, .asksPassword, .asksBoth: .signingIn
        case .asksAnswer: .answeringPrompt
        case .asksCode, .nag, .loading, .signedIn, .outcome: nil
        }
    }
}
