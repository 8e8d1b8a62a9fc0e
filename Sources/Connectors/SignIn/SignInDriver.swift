import Browser
import Domain
import Foundation
import Logging
import Ports

/// Performs what the machine decides on a live page and tells it what came of it.
struct SignInDriver {
    let portal: PortalPage
    let request: ConnectorRequest
    let reporting: any RunReporting
    let clock: any WallClock
    /// When the run must have ended: the request's, later by the time that the host took for codes.
    private(set) var deadline: Date
    /// The code that was given out last.
    private var code: Secret<String>?

    /// A code was given out in this run.
    var hasHadCode: Bool { code != nil }

    init(portal: PortalPage, request: ConnectorRequest, reporting: any RunReporting, clock: any WallClock) {
        self.portal = portal
        self.request = request
        self.reporting = reporting
        self.clock = clock
        deadline = request.deadline
    }

    /// Runs until the sign-in ends.
    ///
    /// - Throws: `BrowserError` when the browser failed; what was sent is then unjudged.
    mutating func signIn(
        from beginning: SignInBeginning, patience: Patience, recorder: inout FlightRecorder
    ) async throws(BrowserError) -> SignInEnd {
        var machine = SignInMachine(
            beginning: beginning, answers: Set(request.credentials.answers.keys), habits: request.provider.codes,
            deadline: deadline, patience: patience)
        var turn = machine.begin()
        while true {
            await tell(turn)
            if case .collect = turn.action { return .signedIn }
            if case .fail(let failure) = turn.action { return .failed(failure) }
            do throws(BrowserError) {
                let event = try await perform(turn.action, recorder: &recorder)
                turn = machine.handle(event, at: clock.now())
                deadline = machine.deadline
            } catch .timedOut {
                turn = machine.noAnswer()
            } catch .addressRefused(let origin) {
                turn = machine.finish(
                    .lost(step: "opening", expected: "an address inside the recipe's origins", found: origin),
                    verdict: .interrupted)
            } catch {
                // A cancelled run leaves its verdict to the run that takes the page over.
                let verdict = error == .cancelled ? nil : machine.settle(.interrupted)
                if let verdict { await reporting.submissionSettled(verdict) }
                throw error
            }
        }
    }

    private func tell(_ turn: SignInTurn) async {
        if let stage = turn.stage { await reporting.entered(stage) }
        if let verdict = turn.settled { await reporting.submissionSettled(verdict) }
        if let verdict = turn.codeSettled { await reporting.codeSettled(verdict) }
    }

    private mutating func perform(
        _ action: SignInAction, recorder: inout FlightRecorder
    ) async throws(BrowserError) -> SignInEvent {
        switch action {
        case .open(let address): return saw(try await portal.open(address), &recorder)
        case .look(let seconds):
            let left = max(0.1, deadline.timeIntervalSince(clock.now()))
            return saw(try await portal.look(seconds: min(seconds, left)), &recorder)
        case .perform(let steps, let page): return try await perform(steps, on: page, recorder: &recorder)
        case .ask(let kind):
            do {
                try await reporting.willSubmit(kind)
                return .permitted
            } catch {
                recorder.did("was not allowed to send the \(kind.rawValue)", at: clock.now())
                return .refused(error)
            }
        case .withdraw:
            recorder.did("found what was about to be sent still unsent", at: clock.now())
            await reporting.submissionWithdrawn()
            return .withdrawn
        case .offerCode(let offer): return try await ask(for: offer, recorder: &recorder)
        case .awaitCode(let question): return try await wait(for: question, recorder: &recorder)
        case .collect, .fail: return .done
        }
    }

    private func saw(_ sighting: Sighting?, _ recorder: inout FlightRecorder) -> SignInEvent {
        guard let sighting else { return .sawNothing }
        recorder.saw(sighting, at: clock.now())
        return .saw(sighting)
    }

    private func perform(
        _ steps: [RecipeStep], on page: RecipePage, recorder: inout FlightRecorder
    ) async throws(BrowserError) -> SignInEvent {
        for step in steps {
            do throws(BrowserError) {
                let isDone = try await portal.perform(step) { value(of: $0, on: page) }
                recorder.did(isDone ? step.trace : "found no \(step.selector ?? "element")", at: clock.now())
            } catch {
                guard let selector = error.unusableElement else { throw error }
                recorder.did("could not use \(selector) (\(error.code))", at: clock.now())
                return .missing(selector: selector)
            }
        }
        return .done
    }

    private func value(of filling: RecipeStep.Filling, on page: RecipePage) -> Secret<String>? {
        switch filling {
        case .username: request.credentials.username
        case .password: request.credentials.password
        case .code: code
        case .answer:
            if case .asksAnswer(let question) = page.means {
                request.credentials.answers[question.prompt.name]
            } else {
                nil
            }
        }
    }

    // MARK: - Codes

    private func ask(
        for offer: CodeOffer, recorder: inout FlightRecorder
    ) async throws(BrowserError) -> SignInEvent {
        let event: SignInEvent
        do throws(CodeRefusal) {
            let channel = try await reporting.willRequestCode(offer)
            recorder.did("may have a code by \(channel.rawValue)", at: clock.now())
            event = .channelChosen(channel)
        } catch {
            recorder.did("may have no code (\(error.rawValue))", at: clock.now())
            event = .codeDenied(error)
        }
        return try answer(event)
    }

    private mutating func wait(
        for question: CodeQuestion, recorder: inout FlightRecorder
    ) async throws(BrowserError) -> SignInEvent {
        let event: SignInEvent
        do throws(CodeRefusal) {
            let code = try await reporting.code(for: question)
            recorder.keepOut(code)
            recorder.did("got a code by \(question.channel.rawValue)", at: clock.now())
            self.code = code
            event = .codeArrived
        } catch {
            recorder.did("got no code (\(error.rawValue))", at: clock.now())
            event = .codeDenied(error)
        }
        return try answer(event)
    }

    /// Whatever the host says to a cancelled run, its page is left to the run that takes it over.
    private func answer(_ event: SignInEvent) throws(BrowserError) -> SignInEvent {
        guard !Task.isCancelled else { throw .cancelled }
        return event
    }
}
