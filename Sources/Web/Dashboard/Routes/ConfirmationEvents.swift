import Domain
import HTTPKit
import UseCases

/// The live place of a mailbox's confirmation: anew whenever something about the connection has changed.
struct ConfirmationEvents: AsyncSequence, Sendable {
    let connection: Connection.ID
    let ticks: AsyncStream<Void>
    let viewer: Viewer
    let environment: WebEnvironment

    func makeAsyncIterator() -> Iterator { Iterator(ticks: ticks.makeAsyncIterator(), events: self) }

    struct Iterator: AsyncIteratorProtocol {
        var ticks: AsyncStream<Void>.Iterator
        let events: ConfirmationEvents
        /// What was sent last: nobody is to lose his place on the page for nothing.
        var shown: ForwardingQuestion??

        mutating func next() async throws -> ServerSentEvent? {
            while await ticks.next() != nil {
                let codes = try await events.environment.workplace.showCodeRoute(
                    of: events.connection, by: events.viewer.signedIn.author)
                guard shown == nil || shown != .some(codes.confirmation) else { continue }
                shown = .some(codes.confirmation)
                let notice = ConfirmationNotice(
                    codes.confirmation, viewer: events.viewer.at(events.environment.now))
                return ServerSentEvent(
                    name: "progress", data: try events.environment.render("confirmation", notice))
            }
            return nil
        }
    }
}
