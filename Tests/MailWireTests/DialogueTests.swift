import Testing

@testable import MailWire

@Suite("A client's dialogue")
struct DialogueTests {
    private func dialogue(
        _ dialect: SMTPSession.Profile.Dialect = .smtp, to recipients: [String] = ["c@d"],
        _ message: String = "x\r\n"
    ) throws -> SMTPDialogue {
        try SMTPDialogue(
            dialect, hostName: "me", envelope: MailEnvelope(sender: "a@b", recipients: recipients),
            message: Array(message.utf8))
    }

    /// Everything said, after each of the server's replies; and what came of it.
    private func run(
        _ dialogue: SMTPDialogue, _ replies: String...
    ) throws -> (said: [String], delivery: MailDelivery?) {
        var dialogue = dialogue
        var said: [String] = []
        for reply in replies {
            dialogue.take(Array((reply + "\r\n").utf8))
            while let step = try dialogue.next() {
                switch step {
                case .send(let bytes): said.append(String(decoding: bytes, as: UTF8.self))
                case .finish(let delivery): return (said, delivery)
                }
            }
        }
        return (said, nil)
    }

    @Test("a message is sent with its dots stuffed and its lines ended")
    func sends() throws {
        let result = try run(
            dialogue(.smtp, to: ["c@d"], "one\n.two\r\n..three\nü"), "220 mx", "250-mx\r\n250-SIZE 10\r\n250 8BITMIME",
            "250 ok", "250 ok",
            "354 go", "250 taken", "221 bye")
        #expect(
            result.said == [
                "EHLO me\r\n", "MAIL FROM:<a@b> SIZE=20 BODY=8BITMIME\r\n", "RCPT TO:<c@d>\r\n", "DATA\r\n",
                "one\r\n..two\r\n...three\r\nü\r\n.\r\n", "QUIT\r\n",
            ])
        #expect(result.delivery?.accepted == ["c@d"])
    }

    @Test("an old server is greeted the old way")
    func helo() throws {
        let result = try run(dialogue(), "220 mx", "502 what", "250 mx", "250 ok")
        #expect(result.said == ["EHLO me\r\n", "HELO me\r\n", "MAIL FROM:<a@b>\r\n", "RCPT TO:<c@d>\r\n"])
    }

    @Test("a refused recipient is told, the other gets the message")
    func partly() throws {
        let result = try run(
            dialogue(to: ["no@d", "yes@d"]), "220 mx", "250 mx", "250 ok", "550 5.1.1 no", "250 ok", "354 go", "250 ok",
            "221 bye")
        #expect(result.delivery?.accepted == ["yes@d"])
        #expect(result.delivery?.refused == [.init(recipient: "no@d", reply: SMTPReply(550, "5.1.1", "no"))])
    }

    @Test("when nobody gets it, the reason is thrown")
    func refused() {
        #expect(throws: MailWireError.refused(code: 550, status: "5.1.1")) {
            try run(dialogue(), "220 mx", "250 mx", "250 ok", "550 5.1.1 no")
        }
        #expect(throws: MailWireError.refused(code: 452, status: nil)) {
            try run(dialogue(), "220 mx", "250 mx", "452 full")
        }
        #expect(throws: MailWireError.refused(code: 421, status: nil)) { try run(dialogue(), "421 busy") }
        #expect(throws: MailWireError.refused(code: 554, status: nil)) {
            try run(dialogue(), "220 mx", "250 mx", "250 ok", "250 ok", "354 go", "554 no")
        }
    }

    @Test("LMTP's answers are heard one by one, even when they come at once")
    func lmtp() throws {
        let result = try run(
            dialogue(.lmtp, to: ["a@d", "b@d", "c@d"]), "220 mx", "250 mx", "250 ok", "250 ok", "250 ok", "250 ok",
            "354 go", "250 ok\r\n450 later\r\n250 ok", "221 bye")
        #expect(result.said.first == "LHLO me\r\n")
        #expect(result.delivery?.accepted == ["a@d", "c@d"])
        #expect(result.delivery?.refused.map(\.recipient) == ["b@d"])
    }

    @Test("LMTP that takes it for nobody is a refusal")
    func lmtpRefused() {
        #expect(throws: MailWireError.refused(code: 550, status: "5.1.1")) {
            try run(
                dialogue(.lmtp), "220 mx", "250 mx", "250 ok", "250 ok", "354 go", "550 5.1.1 no", "221 bye")
        }
    }

    @Test("what is no SMTP is not understood", arguments: ["HTTP/1.1 200 OK", "", "99 x", "abc"])
    func nonsense(text: String) {
        #expect(throws: MailWireError.notUnderstood) { try run(dialogue(), text) }
    }

    @Test(
        "addresses that would say more than an address are not sent",
        arguments: ["a@b>\r\nRCPT TO:<x@y", "a b@c", "", "a@b>", "ä@b", "nobody"])
    func addresses(recipient: String) {
        #expect(throws: MailWireError.malformedAddress) { try dialogue(to: [recipient]) }
    }

    @Test("there must be a recipient") func nobody() {
        #expect(throws: MailWireError.malformedAddress) { try dialogue(to: []) }
    }
}
