import Foundation
import Testing

@testable import SandboxUtility

/// What the portals write to their customers.
@Suite("Messages", .timeLimit(.minutes(5))) struct MessageTests {
    private static func letter(_ portal: Portal) -> CodeLetter {
        CodeLetter(
            portal: portal, customerName: "Zoë & Søn", accountNumber: "12-3456-7890", code: "048213",
            writtenAt: openingDay, token: String(repeating: "0123456789abcdef", count: 4))
    }

    @Test("a mail reads the same in text and HTML, and is well formed", arguments: Portal.allCases)
    func mail(_ portal: Portal) throws {
        let mail = Self.letter(portal).mail(to: "zoe@postbox.example")
        let parts = try Self.parse(mail.message)
        #expect(parts["from"]?.contains("@\(portal.mailDomain)") == true)
        #expect(parts["to"] == "zoe@postbox.example")
        #expect(parts["subject"]?.contains("048213") == (portal == .metro))
        #expect(parts["text/plain"]?.contains("048213") == true)
        let html = try #require(parts["text/html"])
        #expect(html.replacing("</td><td>", with: "").contains("048213"))
        #expect(parts["text/plain"]?.contains("1-800-555-") == true)
        if portal != .valley { #expect(parts["text/plain"]?.contains("Zoë & Søn") == true) }
        if portal != .valley { #expect(html.contains("Zoë &amp; Søn")) }
        let text = String(decoding: mail.message, as: UTF8.self)
        #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
        #expect(text.replacing("\r\n", with: "").contains { $0 == "\n" || $0 == "\r" } == false)
        #expect(text.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 998 })
    }

    @Test("dates stand in the portal's own time") func dates() {
        #expect(MIMEMessage.date(openingDay, in: Portal.harbor.timeZone) == "Wed, 18 Mar 2026 11:00:00 -0400")
        #expect(MIMEMessage.date(openingDay, in: Portal.valley.timeZone) == "Wed, 18 Mar 2026 08:00:00 -0700")
        #expect(MIMEMessage.date(openingDay, in: .gmt) == "Wed, 18 Mar 2026 15:00:00 +0000")
    }

    @Test("texts are signed as Twilio signs them") func signature() throws {
        let hook = try #require(
            TextHook(
                url: "http://relay.tieline.example/in/sms/twilio/k7?src=main",
                token: "0123456789abcdef0123456789abcdef"))
        // Checked against an independent implementation of HMAC-SHA1.
        let fields = [
            "AccountSid": "AC00000000000000000000000000000001", "Body": "Your Springfield Electric code is 481207",
            "From": "+15550100123", "MessageSid": "SM00000000000000000000000000000001", "NumMedia": "0",
            "To": "+15550100999",
        ]
        #expect(hook.signature(of: fields) == "+o1w4q9KT/y70v56Uz1j/KmFA40=")
        #expect(hook.path == "/in/sms/twilio/k7?src=main" && hook.port == 80)
    }

    @Test(
        "only plain http addresses are hooks",
        arguments: ["https://a.example/", "a.example", "http://", "http://a/\r\nx", ""])
    func hooks(_ url: String) { #expect(TextHook(url: url, token: "t") == nil) }

    @Test("a mail that is not taken is tried again, and told when nobody takes it") func patience() async throws {
        let pauses = PauseLog()
        let stubborn = Postbox(refusing: 2)
        try await withSandbox(pauses: pauses, postbox: stubborn) { _, client in
            try await Visitor(client).signInWithCode(at: .harbor, "mfa-email", from: stubborn)
        }
        #expect(await pauses.pauses == Array(Courier.patience.prefix(2)))
        #expect(await stubborn.tries == 3)
    }

    @Test("a text that is refused is not tried again") func noPatience() async throws {
        let deaf = Postbox(refusing: 1)
        try await withSandbox(postbox: deaf) { server, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: .harbor, "mfa-sms")
            await deaf.refused()
            _ = try await visitor.askForAnotherCode(at: .harbor)
            _ = try await visitor.enter(try await deaf.nextCode(), at: .harbor)
            #expect(try await visitor.isHome(at: .harbor))
        }
        #expect(await deaf.tries == 2)
    }

    @Test(
        "hosts are read as they are written",
        arguments: [
            ("127.0.0.1:2525", MailHost(host: "127.0.0.1", port: 2525)), ("[::1]:25", MailHost(host: "::1", port: 25)),
            ("::1:25", nil), ("127.0.0.1", nil), ("a:0", nil), ("a:70000", nil), (":25", nil),
        ])
    func hosts(_ text: String, _ host: MailHost?) { #expect(MailHost(text) == host) }

    @Test("mail goes to the host of its domain, forwarded mail to the host for that") func routes() {
        var routes = MailRoutes()
        let mail = OutgoingMail(sender: "a@b.example", recipient: "x@Codes.example", message: [])
        let other = OutgoingMail(sender: "a@b.example", recipient: "x@other.example", message: [])
        let forwarded = OutgoingMail(
            sender: "a@b.example", recipient: "x@other.example", message: [], isForwarded: true)
        #expect(routes.host(for: mail) == nil)
        routes.rest = MailHost(host: "rest", port: 1)
        routes.domains["codes.example"] = MailHost(host: "codes", port: 2)
        #expect(routes.host(for: mail)?.host == "codes")
        #expect(routes.host(for: other)?.host == "rest")
        #expect(routes.host(for: forwarded)?.host == "rest")
        routes.forwards = MailHost(host: "forwards", port: 3)
        #expect(routes.host(for: forwarded)?.host == "forwards")
    }

    /// The headers by their lower-case names and the text parts by their types, read by Python's own mail parser.
    private static func parse(_ message: [UInt8]) throws -> [String: String] {
        let script = """
            import email, email.policy, json, sys
            mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
            found = {name.lower(): str(value) for name, value in mail.items()}
            for part in mail.walk():
                assert not part.defects, part.defects
                if part.get_content_maintype() == "text": found[part.get_content_type()] = part.get_content()
            print(json.dumps(found))
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        input.fileHandleForWriting.write(Data(message))
        try input.fileHandleForWriting.close()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode([String: String].self, from: data)
    }
}
