import Testing

@testable import MailWire

@Suite("A server's dialogue")
struct SessionTests {
    @Test("a message is taken as it was sent, dots unstuffed") func takes() {
        var talk = Talk()
        #expect(
            talk.codes("EHLO client", "MAIL FROM:<a@b.example>", "RCPT TO:<C@d.example>", "DATA") == [
                250, 250, 250, 354,
            ])
        #expect(talk.say("Subject: x", "", "..one", ".two", "three.", ".") == ["250 2.6.0 Taken"])
        #expect(talk.messages.map(\.text) == ["Subject: x\r\n\r\n.one\r\ntwo\r\nthree.\r\n"])
        #expect(talk.messages.first?.envelope == MailEnvelope(sender: "a@b.example", recipients: ["C@d.example"]))
    }

    @Test("the greeting and the answer to EHLO name what is offered")
    func offers() {
        var session = SMTPSession(.init(dialect: .smtp, hostName: "mx.example"))
        #expect(session.next() == .reply(SMTPReply(220, nil, "mx.example ESMTP")))
        #expect(session.next() == nil)
        var talk = Talk(offersTLS: true)
        #expect(
            talk.say("EHLO c") == [
                "250-mx.example\r\n250-PIPELINING\r\n250-SIZE 10485760\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250 STARTTLS"
            ])
        #expect(talk.say("HELO c") == ["250 mx.example"])
    }

    /// Where a dialogue may stand between two commands, and what brings it there.
    static let stages: [(name: String, before: [String])] = [
        ("unnamed", []), ("ready", ["EHLO c"]), ("sender known", ["EHLO c", "MAIL FROM:<>"]),
        ("recipient known", ["EHLO c", "MAIL FROM:<>", "RCPT TO:<a@b>"]),
    ]

    /// Each command with its code in each of the stages.
    static let table: [(command: String, codes: [Int])] = [
        ("EHLO c", [250, 250, 250, 250]), ("HELO c", [250, 250, 250, 250]), ("LHLO c", [500, 500, 500, 500]),
        ("EHLO", [501, 501, 501, 501]), ("MAIL FROM:<a@b>", [503, 250, 503, 503]),
        ("MAIL FROM:<>", [503, 250, 503, 503]),
        ("RCPT TO:<a@b>", [503, 503, 250, 250]), ("RCPT TO:<>", [501, 501, 501, 501]), ("DATA", [503, 503, 503, 354]),
        ("DATA x", [501, 501, 501, 501]), ("RSET", [250, 250, 250, 250]), ("NOOP", [250, 250, 250, 250]),
        ("NOOP anything", [250, 250, 250, 250]), ("VRFY a", [252, 252, 252, 252]), ("HELP", [214, 214, 214, 214]),
        ("EXPN a", [502, 502, 502, 502]), ("AUTH PLAIN", [502, 502, 502, 502]), ("BDAT 3", [502, 502, 502, 502]),
        ("STARTTLS", [502, 502, 502, 502]), ("QUIT", [221, 221, 221, 221]), ("FOO", [500, 500, 500, 500]),
        ("", [500, 500, 500, 500]), ("GET / HTTP/1.1", [521, 521, 521, 521]), ("Host: a", [521, 521, 521, 521]),
    ]

    @Test("every command has its answer in every stage", arguments: table.map(\.command))
    func everywhere(command: String) throws {
        let codes = try #require(Self.table.first { $0.command == command }?.codes)
        for (stage, code) in zip(Self.stages, codes) {
            var talk = Talk()
            for line in stage.before { talk.say(line) }
            #expect(talk.codes(command) == [code], "\(command) when \(stage.name)")
            #expect(talk.isClosed == [221, 521].contains(code))
        }
    }

    @Test("STARTTLS is offered once, outside of a message, and forgets what was said")
    func tls() {
        var talk = Talk(offersTLS: true)
        #expect(talk.codes("EHLO c", "MAIL FROM:<>") == [250, 250])
        #expect(talk.codes("STARTTLS") == [503])
        #expect(talk.codes("RSET") == [250])
        #expect(talk.codes("STARTTLS") == [220])
        #expect(talk.codes("MAIL FROM:<>") == [503])
        #expect(talk.say("EHLO c").first?.contains("STARTTLS") == false)
        #expect(talk.codes("STARTTLS") == [502])
    }

    @Test("commands slipped in behind STARTTLS end the dialogue")
    func injection() {
        var talk = Talk(offersTLS: true)
        #expect(talk.codes("EHLO c", "STARTTLS", "MAIL FROM:<a@b>") == [250, 503])
        #expect(talk.isClosed)
    }

    @Test("a whole dialogue may come at once, or byte by byte")
    func pipelining() {
        let text = "EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nx\r\n.\r\nRSET\r\nQUIT\r\n"
        let codes = [250, 250, 250, 250, 354, 250, 250, 221]
        var atOnce = Talk()
        #expect(atOnce.send(text).map { Int($0.prefix(3)) } == codes)
        var slow = Talk()
        #expect(text.utf8.flatMap { slow.send([$0]) }.map { Int($0.prefix(3)) } == codes)
        #expect(atOnce.messages.map(\.text) == ["x\r\n"] && slow.messages.map(\.text) == ["x\r\n"])
    }

    @Test("a second EHLO and RSET forget the message that was begun", arguments: ["EHLO c", "RSET"])
    func forgets(command: String) {
        var talk = Talk()
        talk.say("EHLO c", "MAIL FROM:<a@b>", "RCPT TO:<a@b>", command)
        #expect(talk.codes("DATA") == [503])
        #expect(talk.codes("MAIL FROM:<c@d>") == [250])
    }

    @Test("an unknown recipient is refused, the others get the message")
    func recipients() {
        var talk = Talk()
        talk.recipientAnswer = { $0 == "known@d" ? .accepted : .refused(.unknownRecipient) }
        talk.say("EHLO c", "MAIL FROM:<>")
        #expect(talk.say("RCPT TO:<no@d>") == ["550 5.1.1 No such address here"])
        #expect(talk.codes("DATA") == [503])
        #expect(talk.codes("RCPT TO:<known@d>", "RCPT TO:<no@d>", "DATA") == [250, 550, 354])
        talk.say("x", ".")
        #expect(talk.messages.map(\.envelope.recipients) == [["known@d"]])
    }

    @Test("what comes after QUIT is not heard")
    func afterQuit() {
        var talk = Talk()
        #expect(talk.codes("QUIT", "NOOP") == [221])
        #expect(talk.codes("NOOP") == [])
    }
}
