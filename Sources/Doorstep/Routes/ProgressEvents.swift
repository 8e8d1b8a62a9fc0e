import Domain
import HTTPKit
import UseCases

/// A sign-in's live view: the list of steps anew with every change, the place to type a code whenever another one is asked
/// for, then the word that this step is over.
struct ProgressEvents: AsyncSequence, Sendable {
    let token: Secret<String>
    let ticks: AsyncStream<Void>
    let reader: Reader
    let environment: DoorstepEnvironment

    func makeAsyncIterator() -> Iterator { Iterator(ticks: ticks.makeAsyncIterator(), events: self) }

    struct Iterator: AsyncIteratorProtocol {
        var ticks: AsyncStream<Void>.Iterator
        let events: ProgressEvents
        var hasEnded = false
        /// What is to be sent before the next look.
        var waiting: ServerSentEvent?
        /// What was sent last about a code; nil while nothing was.
        var shown: String?

        mutating func next() async throws -> ServerSentEvent? {
            if let event = waiting {
                waiting = nil
                return event
            }
            guard !hasEnded, await ticks.next() != nil else { return nil }
            let environment = events.environment
            let view = try await environment.workplace.openRequest(events.token)
            guard view.link == .usable, view.state == .open, let item = view.current,
                case .progress(let run) = item.step, run.endedAt == nil
            else {
                hasEnded = true
                return ServerSentEvent(name: "ended", data: "")
            }
            let reader = events.reader.at(environment.now)
            waiting = try code(run, of: item, reader: reader)
            let steps = ProgressSteps(run, utility: item.utility.name, reader: reader)
            return ServerSentEvent(name: "progress", data: try environment.render("progress-steps", steps))
        }

        /// What the page offers about a code, when it is something else than before: what somebody types is never
        /// replaced by the same question.
        private mutating func code(
            _ run: DoorstepRun, of item: DoorstepItem, reader: Reader
        ) throws -> ServerSentEvent? {
            let prompt = CodePrompt(run, of: item, reader: reader)
            guard prompt.key != shown else { return nil }
            shown = prompt.key
            return ServerSentEvent(name: "code", data: try events.environment.render("code-prompt", prompt))
        }
    }
}
