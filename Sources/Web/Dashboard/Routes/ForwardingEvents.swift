import Domain
import HTTPKit
import UseCases

/// The live place of an email connection's rehearsal: anew whenever something in it has changed.
struct ForwardingEvents: AsyncSequence, Sendable {
    let connection: Connection.ID
    let isGmail: Bool
    let ticks: AsyncStream<Void>
    let viewer: Viewer
    let environment: WebEnvironment

    func makeAsyncIterator() -> Iterator { Iterator(ticks: ticks.makeAsyncIterator(), events: self) }

    struct Iterator: AsyncIteratorProtocol {
        var ticks: AsyncStream<Void>.Iterator
        let events: ForwardingEvents
        /// What was shown last: nobody is to lose his place on the page for nothing.
        var shown: Shown?

        /// What the live place depends on.
        struct Shown: Sendable, Equatable {
            let confirmation: ForwardingQuestion?
            let arrival: MailArrival?
            let status: ConnectionStatus
        }

        mutating func next() async throws -> ServerSentEvent? {
            while await ticks.next() != nil {
                let detail = try await events.environment.workplace.showForwarding(
                    of: events.connection, by: events.viewer.signedIn.author)
                let found = Shown(
                    confirmation: detail.confirmation, arrival: MailArrival(newestIn: detail),
                    status: detail.connection.status)
                guard shown != found else { continue }
                shown = found
                let trial = MailTrial(
                    detail, isGmail: events.isGmail, viewer: events.viewer.at(events.environment.now))
                return ServerSentEvent(name: "progress", data: try events.environment.render("mail-trial", trial))
            }
            return nil
        }
    }
}
