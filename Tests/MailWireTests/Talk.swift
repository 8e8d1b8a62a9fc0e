@testable import MailWire

/// One dialogue with a machine: says things, collects what came back, answers as a delegate would.
struct Talk {
    var session: SMTPSession
    /// Every reply, as it goes over the wire, without the last CR LF of each.
    private(set) var replies: [String] = []
    private(set) var messages: [(text: String, envelope: MailEnvelope)] = []
    private(set) var asked: [String] = []
    private(set) var isClosed = false
    var recipientAnswer: @Sendable (String) -> MailAnswer = { _ in .accepted }
    var messageAnswers: @Sendable (MailEnvelope) -> [MailAnswer] = { envelope in
        envelope.recipients.map { _ in .accepted }
    }

    /// Reads the greeting away.
    init(
        _ dialect: SMTPSession.Profile.Dialect = .smtp, offersTLS: Bool = false,
        _ change: (inout MailLimits) -> Void = { _ in }
    ) {
        var limits = MailLimits()
        change(&limits)
        session = SMTPSession(
            SMTPSession.Profile(dialect: dialect, hostName: "mx.example", limits: limits, offersTLS: offersTLS))
        perform()
        replies = []
    }

    /// Says text as it stands; answers the replies that came for it.
    @discardableResult
    mutating func send(_ text: String) -> [String] { send(Array(text.utf8)) }

    @discardableResult
    mutating func send(_ bytes: [UInt8]) -> [String] {
        let before = replies.count
        session.take(bytes)
        perform()
        return Array(replies[before...])
    }

    /// Says lines, each with its end.
    @discardableResult
    mutating func say(_ lines: String...) -> [String] { send(lines.map { $0 + "\r\n" }.joined()) }

    /// The three digits of what was answered.
    mutating func codes(_ lines: String...) -> [Int] {
        send(lines.map { $0 + "\r\n" }.joined()).compactMap { Int($0.prefix(3)) }
    }

    private mutating func perform() {
        while let step = session.next() {
            switch step {
            case .reply(let reply), .startTLS(let reply):
                replies.append(String(decoding: reply.bytes.dropLast(2), as: UTF8.self))
                if case .startTLS = step { session.secured() }
            case .ask(let recipient):
                asked.append(recipient)
                session.answer(recipient: recipientAnswer(recipient))
            case .deliver(let bytes, let envelope):
                messages.append((String(decoding: bytes, as: UTF8.self), envelope))
                session.answer(message: messageAnswers(envelope))
            case .close: isClosed = true
            }
        }
    }
}
