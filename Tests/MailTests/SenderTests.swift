import Domain
import Foundation
import Logging
import MailWire
import Ports
import Support
import Testing

@testable import Mail

@Suite("Handing letters over", .timeLimit(.minutes(5)))
struct SenderTests {
    private func sender(
        _ scheme: String = "smtp", host: String = "127.0.0.1", port: Int, login: MailRelay.Login? = nil,
        allowsClear: Bool = false
    ) throws -> SMTPSender {
        let url = try #require(URL(string: "\(scheme)://\(host):\(port)"))
        let relay = try #require(MailRelay(url, login: login, allowsClear: allowsClear))
        return SMTPSender(relay, hostName: "tieline.example")
    }

    /// Opens a door of Tieline's own on a free port for the time of a body.
    private func withDoor(
        _ receiver: RecordingReceiver, host: String = "127.0.0.1", tls: MailTLS? = nil,
        _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let (ports, heard) = AsyncStream.makeStream(of: Int.self)
        let listener = MailListener(.smtp, at: .tcp(host: host, port: 0), setting: "TIELINE_SMTP_LISTEN")
        let door = MailDoor(
            [listener], hostName: "mx.example", tls: tls, receiver: receiver, clock: TestClock(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, onListening: { heard.yield($1) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await door.run() }
            try await body(await ports.first { _ in true } ?? 0)
            group.cancelAll()
        }
    }

    private let login = MailRelay.Login(user: "acme", password: Secret("sesame-9"))

    @Test("the envelope and the message arrive as they are")
    func sends() async throws {
        let relay = ScriptedRelay()
        try await relay.run { port in
            let verdict = try await sender(port: port).send(.test())
            #expect(verdict == .accepted)
        }
        let message = String(decoding: try LetterMessage(.test()).bytes, as: UTF8.self)
        #expect(relay.lines.first == "EHLO tieline.example")
        #expect(relay.lines.contains { $0.hasPrefix("MAIL FROM:<r-abcdefghijklmnopqrstuvwxyz@codes.example>") })
        #expect(relay.lines.contains("RCPT TO:<Pat@postbox.example>"))
        let start = try #require(relay.lines.firstIndex(of: "DATA"))
        let end = try #require(relay.lines.firstIndex(of: "."))
        #expect(relay.lines[(start + 1)..<end].joined(separator: "\r\n") + "\r\n" == message)
    }

    @Test("a letter reaches a mail server that is not ours to script, and is read there")
    func arrives() async throws {
        let receiver = RecordingReceiver()
        try await withDoor(receiver) { port in
            let letter = Letter.test(
                to: .init(name: "Zoë", address: "c-one@codes.example"), text: "Käse\n.\n..\nend of it")
            let verdict = try await sender(port: port).send(letter)
            #expect(verdict == .accepted)
        }
        let message = try #require(receiver.taken.first)
        #expect(message.text == "Käse\n.\n..\nend of it" && message.sender == "requests@acme.example")
    }

    @Test(
        "a permanent no to the letter is a refusal in the server's words",
        arguments: [
            ("MAIL", "553 5.7.1 Not yours", 553, "5.7.1 Not yours"),
            ("RCPT", "550 5.1.1 No such user", 550, "5.1.1 No such user"),
            ("RCPT", "550-5.1.1 No such\r\n550 5.1.1 user", 550, "5.1.1 No such 5.1.1 user"),
            ("DATA", "554 5.7.1 No", 554, "5.7.1 No"), (".", "550 5.7.1 Spam\u{7}\u{1B}[0m", 550, "5.7.1 Spam [0m"),
        ])
    func refused(step: String, reply: String, code: Int, words: String) async throws {
        try await ScriptedRelay([step: reply]).run { port in
            let verdict = try await sender(port: port).send(.test())
            #expect(verdict == .refused(code: code, words: words))
        }
    }

    @Test(
        "a temporary no is tried again, and a wish for a sign-in is no fault of the letter",
        arguments: [
            ("MAIL", "451 4.3.0 Later"), ("RCPT", "450 4.2.0 Greylisted"), ("DATA", "452 4.3.1 Full"),
            (".", "421 4.3.2 Shutting down"), ("MAIL", "530 5.7.0 Authentication required"),
            ("RCPT", "535 5.7.8 No"),
        ])
    func postponed(step: String, reply: String) async throws {
        try await ScriptedRelay([step: reply]).run { port in
            let verdict = try await sender(port: port).send(.test())
            #expect(verdict == .postponed(words: "The mail server said: \(reply)"))
        }
    }

    @Test(
        "a server that will not talk to us at all refuses no letter",
        arguments: [("", "554 5.7.1 Go away"), ("", "421 4.3.2 Busy"), ("", "hello"), ("EHLO", "550 5.7.1 No")])
    func unwilling(step: String, reply: String) async throws {
        try await ScriptedRelay([step: reply]).run { port in
            guard case .postponed(let words) = try await sender(port: port).send(.test()) else {
                Issue.record("not postponed")
                return
            }
            #expect(words.contains("TIELINE_SMTP_URL") || words.contains("refuses to talk"))
        }
    }

    @Test("a sign-in that fails is told without the password, to letters and to the doctor")
    func badLogin() async throws {
        let relay = ScriptedRelay([
            "EHLO": "250-mx.example\r\n250 AUTH PLAIN LOGIN", "AUTH": "535 5.7.8 Bad credentials for acme:sesame-9",
        ])
        try await relay.run { port in
            let sender = try sender(port: port, login: login)
            let verdict = await sender.send(.test())
            #expect(verdict == .postponed(words: MailError.relaySignInRefused.advice))
            await #expect(throws: MailError.relaySignInRefused) { try await sender.check() }
        }
        #expect(!relay.lines.contains { $0.hasPrefix("MAIL") })
    }

    @Test("the doctor signs in and sends nothing")
    func checks() async throws {
        let secret = Data("\0acme\0sesame-9".utf8).base64EncodedString()
        let relay = ScriptedRelay([
            "EHLO": "250-mx.example\r\n250 AUTH PLAIN", "AUTH": "334 ", secret.uppercased(): "235 2.7.0 OK",
        ])
        try await relay.run { port in try await sender(port: port, login: login).check() }
        let words = relay.lines.map { $0.prefix { $0 != " " } }
        #expect(relay.lines.contains(secret))
        #expect(words.contains("NOOP") && !words.contains("MAIL"))
    }

    @Test("nobody there is told as such")
    func nobody() async throws {
        let verdict = try await sender(port: 1).send(.test())
        #expect(verdict == .postponed(words: MailError.relayUnreachable(code: 7).advice))
        await #expect(throws: MailError.relayUnreachable(code: 7)) { try await sender(port: 1).check() }
    }

    @Test("a server that hangs up in the middle is tried again")
    func hangsUp() async throws {
        try await ScriptedRelay(["RCPT": ""]).run { port in
            guard case .postponed = try await sender(port: port).send(.test()) else {
                Issue.record("not postponed")
                return
            }
        }
    }

    @Test("beyond the loopback interface TLS is no choice of the server's")
    func demandsTLS() async throws {
        let relay = ScriptedRelay()
        try await relay.run(host: "127.0.0.2") { port in
            let strict = try sender(host: "127.0.0.2", port: port, login: login)
            #expect(await strict.send(.test()) == .postponed(words: MailError.relayWithoutTLS.advice))
            let lenient = try sender(host: "127.0.0.2", port: port, allowsClear: true)
            #expect(await lenient.send(.test()) == .accepted)
        }
        #expect(relay.lines.filter { $0.hasPrefix("AUTH") }.isEmpty)
        #expect(relay.lines.filter { $0.hasPrefix("MAIL") }.count == 1)
    }

    @Test("a certificate counts where TLS is demanded, and is nothing but better than none where it is not")
    func certificates() async throws {
        let certificate = try ThrowAwayCertificate.make()
        defer { certificate.remove() }
        let receiver = RecordingReceiver()
        let tls = try MailTLS(certificate: certificate.certificate, key: certificate.key)
        try await withDoor(receiver, host: "127.0.0.2", tls: tls) { port in
            let letter = Letter.test(to: .init(name: "", address: "c-one@codes.example"))
            let strict = try sender(host: "127.0.0.2", port: port)
            #expect(await strict.send(letter) == .postponed(words: MailError.relayCertificateRefused.advice))
            let lenient = try sender(host: "127.0.0.2", port: port, allowsClear: true)
            #expect(await lenient.send(letter) == .accepted)
        }
        #expect(receiver.taken.count == 1)
    }

    @Test("cancelled before the server has it, a letter is put off at once", arguments: ["EHLO", "RCPT", "DATA"])
    func cancelled(step: String) async throws {
        let relay = ScriptedRelay([step: ScriptedRelay.silence])
        try await relay.run { port in
            let sender = try sender(port: port)
            let verdict = await withTaskGroup(of: LetterVerdict.self) { group in
                group.addTask { await sender.send(.test()) }
                _ = await relay.commands.first { $0 == step }
                group.cancelAll()
                return await group.next()
            }
            #expect(verdict == .postponed(words: "Tieline stopped before the letter was handed over."))
        }
        #expect(!relay.lines.contains("."))
    }

    @Test("letters that cannot be written are refused before anybody is asked")
    func unwritable() async throws {
        let verdict = try await sender(port: 1).send(.test(to: .init(name: "", address: "zoë@x.example")))
        guard case .refused(553, _) = verdict else {
            Issue.record("\(verdict)")
            return
        }
    }

    @Test(
        "addresses of relays",
        arguments: [
            ("smtp://mail.example", "smtp://mail.example:587", false),
            ("smtp://mail.example:25/", "smtp://mail.example:25", false),
            ("smtps://mail.example", "smtps://mail.example:465", false),
            ("smtp://localhost:25", "smtp://localhost:25", true),
            ("smtp://[::1]:25", "smtp://[::1]:25", true), ("smtps://127.0.0.1", "smtps://127.0.0.1:465", false),
        ])
    func relays(text: String, url: String, isClear: Bool) throws {
        let address = try #require(URL(string: text))
        let relay = try #require(MailRelay(address, login: nil, allowsClear: false))
        #expect(relay.url == url && relay.allowsClear == isClear)
    }

    @Test(
        "other addresses are none",
        arguments: [
            "http://mail.example", "smtp:mail", "smtp://", "smtp://u:p@mail.example", "smtp://mail.example/path",
            "smtp://mail.example?x=1", "mail.example:25",
        ])
    func noRelays(text: String) throws {
        #expect(URL(string: text).flatMap { MailRelay($0, login: nil, allowsClear: false) } == nil)
    }
}
