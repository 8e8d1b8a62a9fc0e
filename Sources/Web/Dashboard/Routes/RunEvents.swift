import Domain
import HTTPKit
import UseCases

/// A run's live view: the list of steps anew with every change, the place to type a code whenever another one is asked
/// for, then the word that it has ended.
struct RunEvents: AsyncSequence, Sendable {
    let run: Run.ID
    let ticks: AsyncStream<Void>
    /// The code is typed although it is expected to come by itself.
    let isTyping: Bool
    let viewer: Viewer
    let environment: WebEnvironment

    func makeAsyncIterator() -> Iterator { Iterator(ticks: ticks.makeAsyncIterator(), events: self) }

    struct Iterator: AsyncIteratorProtocol {
        var ticks: AsyncStream<Void>.Iterator
        let events: RunEvents
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
            let workplace = events.environment.workplace
            let run = try await workplace.showRun(events.run, by: events.viewer.signedIn.author)
            hasEnded = run.summary.endedAt != nil
            guard !hasEnded else { return ServerSentEvent(name: "ended", data: "") }
            waiting = try code(run)
            let steps = ProgressList(run, now: events.environment.now)
            return ServerSentEvent(
                name: "progress", data: try events.environment.render("run-progress", steps))
        }

        /// What the page offers about a code, when it is something else than before: what somebody types is never
        /// replaced by the same question.
        private mutating func code(_ run: RunDetail) throws -> ServerSentEvent? {
            let viewer = events.viewer.at(events.environment.now)
            let place = CodePlace(run, isTyping: events.isTyping, viewer: viewer)
            guard place.key != shown else { return nil }
            shown = place.key
            return ServerSentEvent(name: "code", data: try events.environment.render("code-place", place))
        }
    }
}
