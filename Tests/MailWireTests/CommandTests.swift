import Testing

@testable import MailWire

@Suite("Commands")
struct CommandTests {
    @Test(
        "addresses are read as the standard writes them",
        arguments: [
            ("MAIL FROM:<a@b.example>", "a@b.example"), ("mail from:<A@B.example>", "A@B.example"),
            ("MAIL FROM: <a@b>", "a@b"), ("MAIL FROM:<>", ""), ("MAIL FROM:<@one,@two:a@b>", "a@b"),
            (#"MAIL FROM:<"a > b"@c>"#, #""a > b"@c"#), (#"MAIL FROM:<"a\"b"@c>"#, #""a\"b"@c"#),
            ("MAIL FROM:<a@[192.0.2.1]>", "a@[192.0.2.1]"), ("MAIL FROM:<postmaster>", "postmaster"),
        ])
    func addresses(line: String, sender: String) throws {
        #expect(try SMTPCommand(Array(line.utf8)) == .mail(sender: sender, size: nil))
    }

    @Test(
        "anything else is refused with its reason",
        arguments: [
            ("MAIL FROM:a@b", 501), ("MAIL FROM:<a@b", 501), ("MAIL FROM:<a>", 501), ("MAIL FROM:<a@b>x", 501),
            ("MAIL TO:<a@b>", 501), ("MAIL", 501), ("MAIL FROM:<@b>", 501), ("MAIL FROM:<a@>", 501),
            ("MAIL FROM:<a b@c>", 501), ("MAIL FROM:<a@b c>", 501), ("MAIL FROM:<jürgen@b>", 553),
            ("MAIL FROM:<a@b> SMTPUTF8", 555), ("MAIL FROM:<a@b> BODY=BINARYMIME", 555), ("MAIL FROM:<a@b> SIZE", 555),
            ("MAIL FROM:<a@b> SIZE=x", 501), ("MAIL FROM:<a@b> SIZE=-1", 501), ("MAIL FROM:<a@b> RET=HDRS", 555),
            ("RCPT TO:<a@b> NOTIFY=NEVER", 555), ("RCPT FROM:<a@b>", 501),
        ])
    func refusals(line: String, code: Int) {
        let error = #expect(throws: SMTPRefusal.self) { try SMTPCommand(Array(line.utf8)) }
        #expect(error?.reply.code == code)
    }

    @Test("an address has a length that a mailbox can have")
    func lengths() {
        let long = String(repeating: "a", count: 64)
        #expect(MailPath.isAddress("\(long)@b"))
        #expect(!MailPath.isAddress("\(long)a@b"))
        #expect(!MailPath.isAddress("a@\(String(repeating: "b", count: 254))"))
    }

    @Test("bytes that are no text are no command")
    func bytes() {
        #expect(throws: SMTPRefusal.self) { try SMTPCommand([0xFF, 0xFE, 0x20, 0xC3]) }
        #expect(throws: SMTPRefusal(.nonASCIIAddress)) {
            try SMTPCommand(Array("RCPT TO:<".utf8) + [0xFF, 0x40, 0x62] + Array(">".utf8))
        }
    }

    @Test("no text of a reply can end its line")
    func reply() {
        let reply = SMTPReply(250, "2.0.0", "a\r\n550 b", "ü")
        #expect(String(decoding: reply.bytes, as: UTF8.self) == "250-2.0.0 a??550 b\r\n250 2.0.0 ??\r\n")
    }
}
