import Testing

@testable import MailWire

@Suite("LMTP, and verdicts")
struct LMTPTests {
    private static let answers: @Sendable (MailEnvelope) -> [MailAnswer] = { envelope in
        envelope.recipients.map { recipient in
            switch recipient {
            case "gone@d": .refused(.unknownRecipient)
            case "later@d": .refused(.unavailable)
            default: .accepted
            }
        }
    }

    private func delivered(_ dialect: SMTPSession.Profile.Dialect, to recipients: String...) -> [String] {
        var talk = Talk(dialect)
        talk.messageAnswers = Self.answers
        talk.say(dialect == .lmtp ? "LHLO c" : "EHLO c", "MAIL FROM:<>")
        for recipient in recipients { talk.say("RCPT TO:<\(recipient)>") }
        talk.say("DATA")
        return talk.say("x", ".")
    }

    @Test("LMTP answers for each recipient, in their order")
    func each() {
        #expect(
            delivered(.lmtp, to: "gone@d", "a@d", "later@d").map { $0.prefix(9) } == [
                "550 5.1.1", "250 2.6.0", "451 4.3.0",
            ])
    }

    @Test("LMTP has a hello of its own")
    func hello() {
        var talk = Talk(.lmtp)
        #expect(talk.codes("EHLO c", "HELO c", "LHLO c", "MAIL FROM:<>") == [500, 500, 250, 250])
    }

    @Test("SMTP's one answer asks for all of it again when anybody may take it later")
    func combined() {
        #expect(delivered(.smtp, to: "a@d", "later@d").map { $0.prefix(3) } == ["451"])
        #expect(delivered(.smtp, to: "gone@d", "a@d").map { $0.prefix(3) } == ["250"])
        #expect(delivered(.smtp, to: "gone@d").map { $0.prefix(3) } == ["550"])
    }

    @Test("an answer that is missing means: again")
    func missing() {
        var talk = Talk(.lmtp)
        talk.messageAnswers = { _ in [.accepted] }
        talk.say("LHLO c", "MAIL FROM:<>", "RCPT TO:<a@d>", "RCPT TO:<b@d>", "DATA")
        #expect(talk.say("x", ".").map { $0.prefix(3) } == ["250", "451"])
    }

    @Test("a message that is refused is refused for each")
    func refused() {
        var talk = Talk(.lmtp) { $0.messageBytes = 10 }
        talk.say("LHLO c", "MAIL FROM:<>", "RCPT TO:<a@d>", "RCPT TO:<b@d>", "DATA")
        #expect(talk.say("123456789", ".").map { $0.prefix(9) } == ["552 5.3.4", "552 5.3.4"])
    }
}
