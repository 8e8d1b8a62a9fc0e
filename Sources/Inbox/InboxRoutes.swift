public import Domain
public import HTTPKit
public import Hooks
public import Hummingbird
public import Ports

/// The addresses that phones and services post to: `/in/sms/{transport}/{key}` and `/in/mail/{transport}`. No session, no
/// cookie, no form token: each door proves its sender in its own way.
public struct InboxRoutes: Sendable {
    private let texts: TextDoor
    private let mails: MailDoor

    /// - Parameters:
    ///   - texts: The transports that are open; the others answer 404. The same goes for `mails`.
    public init(
        texts: [InboundTransport: any TextReading], mails: [InboundTransport: any MailReading],
        receiver: any MessageReceiving, parseMIME: @escaping MIMEParsing, fetching: any DocumentFetching,
        clock: any WallClock
    ) {
        let guards = InboxGuards(clock: clock)
        self.texts = TextDoor(readers: texts, receiver: receiver, guards: guards, clock: clock)
        self.mails = MailDoor(
            readers: mails, drop: MailDrop(receiver: receiver, parse: parseMIME), fetching: fetching, guards: guards,
            clock: clock)
    }

    public func add(to router: Router<EdgeContext>) {
        router.post("in/sms/:transport") { request, context in try await texts.respond(to: request, context) }
        router.post("in/sms/:transport/:key") { request, context in try await texts.respond(to: request, context) }
        router.post("in/mail/:transport") { request, context in try await mails.respond(to: request, context) }
        // Mailgun sends the whole mail when the address ends in this word.
        router.post("in/mail/:transport/mime") { request, context in try await mails.respond(to: request, context) }
    }
}
