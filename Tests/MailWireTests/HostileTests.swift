import Testing

@testable import MailWire

@Suite("Hostile clients")
struct HostileTests {
    private func inData(_ change: (inout MailLimits) -> Void = { _ in }) -> Talk {
        var talk = Talk(.smtp, change)
        talk.say("EHLO c", "MAIL FROM:<>", "RCPT TO:<a@b>", "DATA")
        return talk
    }

    @Test(
        "no end of a message but CR LF . CR LF is one, and a line feed alone ends the dialogue",
        arguments: ["\n.\n", "\n.\r\n", "\r\n.\n"])
    func smuggling(end: String) {
        var talk = inData()
        let replies = talk.send("x" + end + "MAIL FROM:<evil@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nforged\r\n.\r\n")
        #expect(replies == ["521 5.5.2 Lines end in CR LF"])
        #expect(talk.isClosed && talk.messages.isEmpty)
    }

    @Test("a carriage return alone is text", arguments: ["\r.\r", "\r\n.\r", "\r.\r\n", "\r\r\n.\r\r\n"])
    func carriageReturn(end: String) {
        var talk = inData()
        #expect(talk.send("x" + end + "QUIT\r\n").isEmpty)
        #expect(talk.send("\r\n.\r\n").map { $0.prefix(3) } == ["250"])
        #expect(talk.messages.count == 1)
        #expect(talk.messages[0].text.contains("QUIT"))
    }

    @Test("a command with a bare line feed ends the dialogue")
    func bareCommand() {
        var talk = Talk()
        #expect(talk.send("EHLO c\nMAIL FROM:<>\r\n") == ["521 5.5.2 Lines end in CR LF"])
        #expect(talk.isClosed)
    }

    @Test("controls in a command are refused", arguments: ["NO\u{0}OP", "EHLO a\rb", "RSET\u{7F}", "MAIL\tFROM:<>"])
    func controls(command: String) {
        var talk = Talk()
        #expect(talk.codes(command) == [500])
        #expect(!talk.isClosed)
    }

    @Test("a message larger than announced is refused after its end, and the next one is taken")
    func oversize() {
        var talk = inData { $0.messageBytes = 100 }
        #expect(talk.say(String(repeating: "x", count: 90), "123456789").isEmpty)
        #expect(talk.session.heldBytes == 0)
        #expect(talk.say(".") == ["552 5.3.4 The message is too large"])
        #expect(talk.codes("MAIL FROM:<>", "RCPT TO:<a@b>", "DATA") == [250, 250, 354])
        #expect(talk.codes("small", ".") == [250])
        #expect(talk.messages.map(\.text) == ["small\r\n"])
    }

    @Test("a message of exactly the limit is taken")
    func exact() {
        var talk = inData { $0.messageBytes = 100 }
        #expect(talk.codes(String(repeating: "x", count: 98), ".") == [250])
    }

    @Test("whoever sends on and on is cut off")
    func endless() {
        var talk = inData { $0.messageBytes = 100 }
        for _ in 0..<30 where !talk.isClosed { talk.say("0123456789") }
        #expect(talk.isClosed)
        #expect(talk.replies.last == "552 5.3.4 The message is too large")
    }

    @Test("a size announced as too large is refused at once")
    func announced() {
        var talk = Talk()
        talk.say("EHLO c")
        #expect(talk.codes("MAIL FROM:<> SIZE=10485761") == [552])
        #expect(talk.codes("MAIL FROM:<> SIZE=99999999999999999999") == [552])
        #expect(talk.codes("MAIL FROM:<> SIZE=10485760 BODY=8BITMIME") == [250])
    }

    @Test("a line of a message that is too long costs the message, not the memory")
    func longTextLine() {
        var talk = inData { $0.textLineBytes = 50 }
        for _ in 0..<100 { talk.send("0123456789") }
        #expect(talk.session.heldBytes <= 60)
        #expect(talk.say("", "rest", ".") == ["554 5.6.0 A line of the message is too long"])
    }

    @Test("a command that is too long is refused and kept by nobody")
    func longCommand() {
        var talk = Talk()
        for _ in 0..<1_000 { talk.send(String(repeating: "x", count: 100)) }
        #expect(talk.session.heldBytes < 2_000)
        #expect(talk.codes("") == [500])
        #expect(talk.codes("NOOP") == [250])
    }

    @Test("more recipients than twenty are told to come again")
    func manyRecipients() {
        var talk = Talk()
        talk.say("EHLO c", "MAIL FROM:<>")
        for number in 0..<20 { #expect(talk.codes("RCPT TO:<a\(number)@b>") == [250]) }
        #expect(talk.say("RCPT TO:<a20@b>") == ["452 4.5.3 Too many recipients"])
        #expect(talk.asked.count == 20)
        #expect(talk.codes("DATA") == [354])
    }

    @Test("whoever guesses addresses is sent away")
    func guessing() {
        var talk = Talk { $0.faults = 3 }
        talk.recipientAnswer = { _ in .refused(.unknownRecipient) }
        talk.say("EHLO c", "MAIL FROM:<>")
        #expect(talk.codes("RCPT TO:<a@b>", "RCPT TO:<b@b>", "RCPT TO:<c@b>", "RCPT TO:<d@b>") == [550, 550, 550, 421])
        #expect(talk.isClosed && talk.asked.count == 4)
    }

    @Test("commands and messages of one connection are counted")
    func counts() {
        var talk = Talk { $0.commands = 3 }
        #expect(talk.codes("NOOP", "NOOP", "NOOP", "NOOP") == [250, 250, 250, 421])
        var busy = Talk { $0.messages = 1 }
        busy.say("EHLO c", "MAIL FROM:<>", "RCPT TO:<a@b>", "DATA", "x", ".")
        #expect(busy.codes("MAIL FROM:<>") == [421])
        #expect(busy.isClosed)
    }

    @Test("without memory the message is refused for now, and the rest of it is not kept")
    func memory() {
        var talk = inData()
        talk.say("first")
        talk.session.refuseMessage()
        talk.say("second")
        #expect(talk.session.heldBytes == 0)
        #expect(talk.say(".") == ["452 4.3.1 Too much mail at once, try again later"])
    }
}
