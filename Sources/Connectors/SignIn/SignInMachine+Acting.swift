import Domain
import Foundation

/// Working on a page: type, ask the host, send.
extension SignInMachine {
    mutating func act(on page: RecipePage, _ sighting: Sighting, at now: Date) -> SignInTurn {
        if let key = page.secretKey, sent.contains(key) { return shownAgain(page, sighting, at: now) }
        visits[page.name, default: 0] += 1
        guard visits[page.name, default: 0] <= patience.visits else {
            return finish(
                .lost(step: page.name, expected: "a page after \(page.name)", found: "\(page.name) again and again"),
                verdict: .interrupted)
        }
        let isBehindCode = page.isBehindCode && open == .code
        let settled = page.asksAnswer || isBehindCode ? settle(.accepted) : nil
        var turn = turn(firstAction(on: page), stage: page.stage)
        turn.settled = settled
        turn.codeSettled = isBehindCode ? .accepted : nil
        work = Work(page: page, sighting: sighting, phase: turn.action.isQuestion ? .asking : .typing, since: now)
        return turn
    }

    /// A page that was acted on is back, behind another one: it may yet become something else.
    mutating func shownAgain(_ page: RecipePage, _ sighting: Sighting, at now: Date) -> SignInTurn {
        work = Work(page: page, sighting: sighting, phase: .shownAgain, since: now)
        return look()
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
        if code.phase == .requesting { code.wasRequested(at: now) }
        return look()
    }

    mutating func permitted(at now: Date) -> SignInTurn {
        if code.phase == .held { return sendCode() }
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
        case (.adopted, .answerUnknown) where code.phase != .held:
            isWatching = true
            work?.since = now
            guard let work else { return look() }
            return withdraw(work, work.sighting, at: now) ?? look()
        case (.restarted, .answerUnknown): return interrupted()
        case (_, .answerUnknown) where code.phase == .held: return interrupted()
        default: return finish(.outcome(.crashed(cause: .notSubmitted), .high), verdict: .interrupted)
        }
    }

    /// The forerunner of an adopted run died between writing down and sending. What was watched from the document's start
    /// and never sent may be sent now.
    mutating func withdraw(_ work: Work, _ sighting: Sighting, at now: Date) -> SignInTurn? {
        guard beginning == .adopted, !hasWithdrawn, sighting.isUnsent, sighting.documentID == work.sighting.documentID
        else { return nil }
        guard now.timeIntervalSince(work.since) >= patience.unsent else { return turn(.look(seconds: patience.unsent)) }
        hasWithdrawn = true
        return turn(.withdraw)
    }

    mutating func withdrawn() -> SignInTurn {
        isWatching = false
        guard var work, let kind = work.page.means.submits else { return look() }
        work.phase = .asking
        self.work = work
        return turn(.ask(kind))
    }

    /// A page may be recognised a moment before its form is there, so it is looked at once more.
    mutating func missing(_ selector: String) -> SignInTurn {
        if code.phase == .requesting, code.isResend { return finish(as: codeRejected) }
        if code.phase == .requesting, code.waited >= patience.session { return finish(as: codeTimedOut) }
        if code.phase == .sent, code.page?.fills(selector) == false {
            // Some portals send a code by themselves when its last character is typed.
            work?.phase = .waiting
            return look()
        }
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
        case .asksUsername, .asksChannel, .asksCode, .codeRefused, .nag, .loading, .signedIn, .outcome: nil
        }
    }

    /// Whether something is typed into the element.
    fileprivate func fills(_ selector: String) -> Bool {
        steps.contains { step in
            if case .fill(selector, _) = step { true } else { false }
        }
    }

    /// A page that nobody sees whose code was not taken.
    fileprivate var isBehindCode: Bool {
        switch means {
        case .asksPassword, .asksAnswer: true
        default: false
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
        case .asksChannel, .asksCode, .codeRefused, .nag, .loading, .signedIn, .outcome: nil
        }
    }
}
