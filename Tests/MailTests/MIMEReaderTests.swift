import Domain
import Foundation
import Mail
import Testing

@Suite("Reading mail")
struct MIMEReaderTests {
    private let received = Date(timeIntervalSince1970: 1_772_471_710)

    private func read(
        _ raw: [UInt8], _ trust: MailTrust = .none, _ change: (inout MIMELimits) -> Void = { _ in }
    ) async throws -> InboundMessage {
        var limits = MIMELimits()
        change(&limits)
        return try await MIMEReader(limits: limits).read(
            raw, transport: .smtp, recipient: "C-ABC@Codes.example", receivedAt: received, trust: trust)
    }

    @Test("a plain message, with everything it says of itself")
    func plain() async throws {
        let message = try await read(Letters.plain)
        #expect(message.transport == .smtp && message.receivedAt == received)
        #expect(message.recipient == "c-abc@codes.example")
        #expect(message.sender == "no-reply@harborlight.example" && message.senderDomain == "harborlight.example")
        #expect(message.subject == "Your code – 481207")
        #expect(message.text == "Your code is 481207.\nIt is good for 10 minutes.")
        #expect(message.html == nil && message.attachments.isEmpty)
        #expect(message.reference == "one@harborlight.example")
        #expect(message.sentAt == Date(timeIntervalSince1970: 1_772_471_704))
        #expect(message.rawSize == Letters.plain.count)
        #expect(message.authenticity == Authenticity())
    }

    @Test("of alternatives the plain one is the text, and the HTML is kept")
    func alternative() async throws {
        let message = try await read(Letters.alternative)
        #expect(message.text == "Ihr Bestätigungscode ist 481207.")
        #expect(message.html == "<b>481207</b>")
    }

    @Test("HTML that nothing says plainly is text, as it is shown")
    func htmlOnly() async throws {
        let only = try await read(Letters.wire("From: a@b\nContent-Type: text/html\n\n<p>Your <b>code</b><p>481207\n"))
        #expect(only.text == "Your code\n481207")
        #expect(only.html?.hasPrefix("<p>Your <b>code</b>") == true)
        #expect(try await read(Letters.bill).text == "Your bill is attached.")
    }

    @Test("multiparts within multiparts give their texts in order, and their files without folders")
    func nested() async throws {
        let message = try await read(Letters.nested)
        #expect(message.text == "words\nfooter")
        #expect(message.html == "<img src=cid:logo><p>words")
        #expect(message.attachments.map(\.name) == ["logo.png"])
        #expect(message.attachments.map(\.mediaType) == ["image/png"])
        #expect(message.attachments.first?.bytes.count == 8)
    }

    @Test("charsets are decoded, and unknown ones guessed")
    func charsets() async throws {
        let message = try await read(Letters.charsets)
        #expect(message.text == "コード\ncafé\nHi")
        #expect(message.subject == "Привет")
    }

    @Test("a message forwarded as an attachment reads as one forwarded in the text")
    func forwarded() async throws {
        let message = try await read(Letters.forwarded)
        #expect(
            message.text == """
                See below.
                ---------- Forwarded message ---------
                From: no-reply@harborlight.example
                Subject: Your code

                481207
                """)
        #expect(message.sender == "person@mail.example")
        #expect(message.attachments.map(\.mediaType) == ["message/rfc822"])
        #expect(message.attachments.first.map { String(decoding: $0.bytes, as: UTF8.self) }?.contains("481207") == true)
    }

    @Test("attachments keep their names and are no text")
    func attachments() async throws {
        let message = try await read(Letters.bill)
        #expect(message.attachments.map(\.name) == ["Rechnung März.pdf", "attachment"])
        #expect(message.attachments.map(\.mediaType) == ["application/pdf", "text/plain"])
        #expect(message.attachments.first?.bytes == Array("%PDF-1.4\n".utf8))
        #expect(!message.text.contains("not the body"))
        #expect(message.html == "<p>Your bill is attached.")
    }

    @Test("folded, commented and split fields are put together")
    func folded() async throws {
        let message = try await read(Letters.folded)
        #expect(message.sender == "first.last@b.example")
        #expect(message.subject == "one two")
    }

    @Test(
        "a sender is exactly one address",
        arguments: [
            "", "From: a@b\nFrom: c@d\n", "From: a@b, c@d\n", "From: friends: a@b, c@d;\n", "From: nobody\n",
            "From: <>\n", "From: undisclosed-recipients:;\n",
        ])
    func senders(header: String) async throws {
        #expect(try await read(Letters.wire(header + "Subject: x\n\ntext")).sender == "")
    }

    @Test(
        "a date that cannot be is none", arguments: ["", "yesterday", "Mon, 02 Mar 2037 00:00:00 +0000", "1 Jan 1970"])
    func dates(date: String) async throws {
        #expect(try await read(Letters.wire("From: a@b\nDate: \(date)\n\nx")).sentAt == nil)
    }

    @Test("a message without a header is text, and nothing is nothing")
    func bare() async throws {
        #expect(try await read(Letters.wire("\njust text")).text == "just text")
        #expect(try await read(Letters.wire("no header\nFrom: a@b\n\nx")).text == "no header\nFrom: a@b\n\nx")
        #expect(try await read([]).text == "")
    }

    @Test("of addresses beyond all measure the first are read, and the rest of the message whole")
    func manyAddresses() async throws {
        for list in [String(repeating: "x@y,\n ", count: 2_000), String(repeating: "x@y, ", count: 2_000)] {
            let message = try await read(Letters.wire("To: \(list)x@y\nFrom: a@b\nSubject: s\n\ntext\n"))
            #expect(message.sender == "a@b" && message.subject == "s" && message.text == "text")
        }
    }

    @Test("controls and U+0000 are in no text")
    func controls() async throws {
        let raw = Letters.wire("From: a@b\nSubject: a\u{0}b\u{7}c\n\nx\u{0}y\u{1B}z")
        let message = try await read(raw)
        #expect(message.text == "xyz")
        #expect(message.subject?.unicodeScalars.contains { $0.value < 0x20 } == false)
    }

    @Test("text, files and depth have an end")
    func caps() async throws {
        let long = try await read(Letters.wire("From: a@b\n\n" + String(repeating: "äb", count: 50_000)))
        #expect(long.text.utf8.count <= InboundMessage.textLimit && long.text.utf8.count > InboundMessage.textLimit - 4)
        #expect(try await read(Letters.deep(19)).text.hasPrefix("bottom"))
        #expect(try await read(Letters.deep(30)).text == "")
        #expect(try await read(Letters.bill) { $0.attachments = 1 }.attachments.map(\.name) == ["Rechnung März.pdf"])
        #expect(try await read(Letters.bill) { $0.attachmentBytes = 5 }.attachments.isEmpty)
        await #expect(throws: MailError.tooLarge(limit: 10)) { try await read(Letters.plain) { $0.messageBytes = 10 } }
    }

    @Test("the channel's word about a message is kept")
    func trust() async throws {
        let message = try await read(Letters.plain, MailTrust(isVouchedFor: true, dkimDomains: ["b.example"]))
        #expect(message.authenticity == Authenticity(dkimDomains: ["b.example"], isVouchedFor: true))
    }
}
