import Domain
import Foundation
import Ports
import Testing

@testable import Mail

@Suite("Letters as messages")
struct LetterMessageTests {
    private func text(_ letter: Letter) throws -> String {
        String(decoding: try LetterMessage(letter).bytes, as: UTF8.self)
    }

    private func read(_ letter: Letter) async throws -> InboundMessage {
        try await MIMEReader().read(
            try LetterMessage(letter).bytes, transport: .smtp, recipient: "c@d", receivedAt: letter.date, trust: .none)
    }

    @Test("the fields are those that a letter needs, once each")
    func fields() throws {
        let headers = HeaderBlock(try LetterMessage(.test(unsubscribeAddress: "https://acme.example/u/1")).bytes)
        let written = headers.fields.map { "\($0.name): \($0.value)" }
        #expect(
            written == [
                "date: Mon, 02 Mar 2026 17:15:04 +0000", "from: \"Acme Solar\" <requests@acme.example>",
                "reply-to: \"Olga Demo\" <olga@acme.example>", "to: \"Pat Lindqvist\" <Pat@postbox.example>",
                "subject: One minute for your electricity account", "message-id: <let_0198c0de@codes.example>",
                "mime-version: 1.0", "content-language: en", "auto-submitted: auto-generated",
                "x-auto-response-suppress: OOF, AutoReply", "list-unsubscribe: <https://acme.example/u/1>",
                "list-unsubscribe-post: List-Unsubscribe=One-Click",
                "content-type: multipart/alternative; boundary=\"=_let0198c0decodesexample\"",
            ])
    }

    @Test("nothing to end: no List-Unsubscribe")
    func noUnsubscribe() throws { #expect(!(try text(.test()).contains("List-Unsubscribe"))) }

    @Test("every line is short ASCII and ends in CR LF", arguments: ["en", "ä", "日本", "🏡"])
    func wire(filling: String) throws {
        let long = String(repeating: filling + " " + filling, count: 300)
        let letter = Letter.test(
            from: .init(name: long, address: "a@b.example"), to: .init(name: long, address: "pat@postbox.example"),
            subject: long, text: long + "\n" + String(repeating: filling, count: 500), html: "<p>\(long)</p>")
        let bytes = try LetterMessage(letter).bytes
        #expect(bytes.allSatisfy { $0 == 0x0D || $0 == 0x0A || (0x20...0x7E).contains($0) })
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 && !$0.contains("\n") && !$0.contains("\r") })
    }

    @Test(
        "text of any script comes out as it went in",
        arguments: [
            "One minute", "Ein Gruß von Käthe", "Un saludo, señor Núñez: ¿tiene un minuto?", "お知らせ", "🏡👩‍👩‍👧 zu Hause",
            "=?utf-8?Q?no?=", "a = b == c", "tail = ", "“Quoted”, (commented) <bracketed>; back\\slash @ \"x\"",
            String(repeating: "Donaudampfschifffahrt", count: 12), String(repeating: "ü", count: 200),
        ])
    func roundTrip(text: String) async throws {
        let body = "\(text)\n\n.\nFrom \(text)\n..dots\n\ttab and blank \t\n\(text)"
        let html = "<!doctype html><p>\(text)</p>"
        let message = try await read(
            .test(
                from: .init(name: text, address: "a@b.example"), to: .init(name: text, address: "p@b.example"),
                subject: text, text: body, html: html))
        #expect(message.subject == text.split(separator: " ").joined(separator: " "))
        #expect(message.text == body)
        #expect(message.html == html)
        #expect(message.sender == "a@b.example")
        #expect(message.reference == "let_0198c0de@codes.example")
    }

    @Test("names of any script are read back by a parser that is not ours")
    func names() throws {
        let headers = HeaderBlock(
            try LetterMessage(.test(from: .init(name: "Zoë \"Z\" O\\Neil", address: "a@b.example"))).bytes)
        #expect(headers.values(of: "from") == ["=?utf-8?Q?Zo=C3=AB_=22Z=22_O=5CNeil?= <a@b.example>"])
        let plain = HeaderBlock(
            try LetterMessage(.test(from: .init(name: "Z \"Z\" O\\Neil, Inc.", address: "a@b.example"))).bytes)
        #expect(plain.values(of: "from") == [#""Z \"Z\" O\\Neil, Inc." <a@b.example>"#])
        let bare = HeaderBlock(try LetterMessage(.test(to: .init(name: " ", address: "a@b.example"))).bytes)
        #expect(bare.values(of: "to") == ["a@b.example"])
    }

    @Test(
        "names and subjects add no header",
        arguments: [
            "\r\nBcc: x@y.example", "\nBcc: x@y.example\n\nbody", "a\r\n\r\nBcc: x", "\u{2028}Bcc: x", "\u{85}Bcc: x",
            "\rBcc: x",
        ])
    func injection(text: String) throws {
        let letter = Letter.test(
            from: .init(name: text, address: "a@b.example"), replyTo: .init(name: text, address: "a@b.example"),
            to: .init(name: text, address: "a@b.example"), subject: text)
        let headers = HeaderBlock(try LetterMessage(letter).bytes)
        #expect(headers.values(of: "bcc").isEmpty && headers.fields.count == 11)
    }

    @Test("what turns text around is left out of names")
    func turning() throws {
        let headers = HeaderBlock(
            try LetterMessage(.test(from: .init(name: "Acme\u{202E}ralos", address: "a@b.example"))).bytes)
        #expect(headers.values(of: "from") == ["\"Acmeralos\" <a@b.example>"])
    }

    @Test("the plain part stands first, and both say which characters they have")
    func parts() throws {
        let written = try text(.test(text: "ü", html: "<p>\(String(repeating: "日", count: 30))"))
        let plain = try #require(written.firstRange(of: "Content-Type: text/plain; charset=utf-8\r\n"))
        let html = try #require(written.firstRange(of: "Content-Type: text/html; charset=utf-8\r\n"))
        #expect(plain.lowerBound < html.lowerBound)
        #expect(written.contains("Content-Transfer-Encoding: base64\r\n"))
        #expect(written.hasSuffix("--=_let0198c0decodesexample--\r\n"))
    }

    @Test("the logo travels beside the HTML alone, and the plain part stands as it stood")
    func picture() async throws {
        let bytes = [0x89, 0x50, 0x4E, 0x47] + (0...255).map { UInt8($0) }
        let picture = Letter.Picture(id: "logo.let_1@codes.example", mediaType: "image/png", bytes: bytes)
        let letter = Letter.test(html: "<img src=\"cid:logo.let_1@codes.example\" alt=\"\">", picture: picture)
        let written = try text(letter)
        #expect(written.contains("Content-Type: multipart/alternative; boundary=\"=_let0198c0decodesexample\"\r\n"))
        #expect(
            written.contains(
                "Content-Type: multipart/related; type=\"text/html\";\r\n boundary=\"=_rlet0198c0decodesexample\"\r\n\r\n"
            ))
        #expect(written.contains("Content-ID: <logo.let_1@codes.example>\r\n"))
        #expect(written.contains(Data(bytes).base64EncodedString().prefix(76)))
        #expect(written.hasSuffix("--=_rlet0198c0decodesexample--\r\n--=_let0198c0decodesexample--\r\n"))
        #expect(written.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 76 })
        let plain = try #require(written.firstRange(of: "Content-Type: text/plain"))
        #expect(plain.lowerBound < (try #require(written.firstRange(of: "multipart/related"))).lowerBound)
        let read = try await read(letter)
        #expect(read.text == Letter.test().text.trimmingCharacters(in: .newlines))
        #expect(read.html == letter.html)
    }

    @Test(
        "a picture of another kind, or with an id that could begin a field, is refused",
        arguments: [
            Letter.Picture(id: "logo@x.example", mediaType: "image/svg+xml", bytes: [1]),
            Letter.Picture(id: "logo@x>\r\nBcc: y", mediaType: "image/png", bytes: [1]),
        ])
    func strangePicture(_ picture: Letter.Picture) {
        #expect(throws: LetterFault.self) { try LetterMessage(.test(picture: picture)) }
    }

    @Test(
        "an address that is none, or needs Unicode, is refused and says why",
        arguments: [
            ("pat", "5.1.3"), ("", "5.1.3"), ("pat@localhost", "5.1.3"), ("a b@c.example", "5.1.3"),
            ("a@b.example>\r\nDATA", "5.1.3"), ("a@b.example, c@d.example", "5.1.3"), ("zoë@b.example", "5.6.7"),
            ("a@münchen.example", "5.6.7"),
        ])
    func addresses(address: String, status: String) throws {
        let fault = try #require(throws: LetterFault.self) {
            try LetterMessage(.test(to: .init(name: "Pat", address: address)))
        }
        guard case .refused(let code, let words) = fault.verdict else {
            Issue.record("not refused")
            return
        }
        #expect(code == 553 && words.hasPrefix(status))
        #expect(throws: LetterFault.self) { try LetterMessage(.test(from: .init(name: "A", address: address))) }
        #expect(throws: LetterFault.self) { try LetterMessage(.test(replyTo: .init(name: "A", address: address))) }
        #expect(throws: LetterFault.self) { try LetterMessage(.test(returnAddress: address)) }
    }

    @Test(
        "what would break a header is refused",
        arguments: [
            Letter.test(messageID: "a>\r\nX: y@b"), .test(messageID: "a"), .test(messageID: "a@b@c"),
            .test(unsubscribeAddress: "https://a.example/\r\nX: y"), .test(unsubscribeAddress: "javascript:x"),
            .test(unsubscribeAddress: "https://a.example/>"),
        ])
    func broken(letter: Letter) { #expect(throws: LetterFault.self) { try LetterMessage(letter) } }

    @Test("every try of a letter has the same bytes")
    func same() throws { #expect(try LetterMessage(.test()) == LetterMessage(.test())) }
}
