import Domain
import Foundation
import Logging
import MailWire
import ServiceLifecycle
import Support
import Synchronization
import Testing

@testable import Mail

@Suite("The mail door", .timeLimit(.minutes(5)))
struct DoorTests {
    private let receiver = RecordingReceiver()
    private let clock = TestClock()

    /// Opens a door on a free port for the time of a body.
    private func open(
        _ dialect: SMTPSession.Profile.Dialect = .smtp, trust: MailTrustRule = MailTrustRule(),
        _ body: @escaping @Sendable (SMTPClient) async throws -> Void
    ) async throws {
        let (ports, heard) = AsyncStream.makeStream(of: Int.self)
        let listener = MailListener(dialect, at: .tcp(host: "127.0.0.1", port: 0), setting: "TIELINE_SMTP_LISTEN")
        let door = MailDoor(
            [listener], hostName: "mx.example", trust: trust, receiver: receiver, clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, onListening: { heard.yield($1) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await door.run() }
            var iterator = ports.makeAsyncIterator()
            let port = await iterator.next() ?? 0
            try await body(
                SMTPClient(
                    dialect, to: .tcp(host: "127.0.0.1", port: port), hostName: "client.example",
                    patience: .seconds(60), total: .seconds(240)))
            group.cancelAll()
        }
    }

    private func send(_ client: SMTPClient, to recipients: String...) async throws -> MailDelivery {
        try await client.send(Letters.plain, MailEnvelope(sender: "a@b.example", recipients: recipients))
    }

    @Test("a message becomes the one record, for each recipient, in lower case")
    func takes() async throws {
        try await open { client in
            let delivery = try await send(client, to: "C-One@codes.example", "c-two@codes.example")
            #expect(delivery.refused.isEmpty)
        }
        #expect(receiver.taken.map(\.recipient) == ["c-one@codes.example", "c-two@codes.example"])
        let message = try #require(receiver.taken.first)
        #expect(message.transport == .smtp && message.receivedAt == clock.now())
        #expect(message.text.hasPrefix("Your code is 481207."))
        #expect(message.authenticity == Authenticity())
    }

    @Test(
        "each verdict has its reply",
        arguments: [
            ("nobody@codes.example", 550, "5.1.1"), ("many-a@codes.example", 452, "4.2.2"),
            ("down-a@codes.example", 451, "4.3.0"), ("c-gone@codes.example", 550, "5.1.1"),
            ("c-full@codes.example", 452, "4.2.2"), ("late-a@codes.example", 451, "4.3.0"),
        ])
    func verdicts(recipient: String, code: Int, status: String) async throws {
        try await open { client in
            await #expect(throws: MailWireError.refused(code: code, status: status)) {
                try await send(client, to: recipient)
            }
        }
        #expect(receiver.taken.isEmpty)
    }

    @Test("LMTP gives each recipient its own")
    func lmtp() async throws {
        try await open(.lmtp) { client in
            let delivery = try await send(client, to: "c-one@d", "c-gone@d", "late-a@d", "nobody@d")
            #expect(delivery.accepted == ["c-one@d"])
            #expect(delivery.refused.map(\.reply.code) == [550, 550, 451])
        }
        #expect(receiver.taken.map(\.transport) == [.lmtp])
    }

    @Test("a message that cannot be read is refused for good")
    func unreadable() async throws {
        let bomb = Letters.wire(
            "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\n", count: 60_000))
        try await open { client in
            await #expect(throws: MailWireError.refused(code: 550, status: "5.6.0")) {
                try await client.send(bomb, MailEnvelope(sender: "", recipients: ["c-one@d"]))
            }
        }
    }

    @Test("a trusted host vouches for what it hands on, a stranger does not")
    func trusted() async throws {
        let rule = try MailTrustRule(peers: [#require(IPRange("127.0.0.0/8"))])
        try await open(trust: rule) { _ = try await send($0, to: "c-one@d") }
        #expect(receiver.taken.map(\.authenticity.isVouchedFor) == [true])
    }

    @Test("where a trusted host signs what it found, only that counts")
    func written() async throws {
        let rule = try MailTrustRule(peers: [#require(IPRange("127.0.0.1"))], authenticationServer: "mx.example")
        let results = "Authentication-Results: mx.example; dkim=pass header.d=utility.example\n"
        try await open(trust: rule) { client in
            let raw = Letters.wire(results) + Letters.plain
            _ = try await client.send(raw, MailEnvelope(sender: "", recipients: ["c-one@d"]))
        }
        #expect(receiver.taken.map(\.authenticity) == [Authenticity(dkimDomains: ["utility.example"])])
    }

    @Test("a stranger's own Authentication-Results do not count")
    func forged() async throws {
        let rule = try MailTrustRule(peers: [#require(IPRange("10.0.0.0/8"))], authenticationServer: "mx.example")
        try await open(trust: rule) { client in
            let raw = Letters.wire("Authentication-Results: mx.example; dkim=pass header.d=a.example\n") + Letters.plain
            _ = try await client.send(raw, MailEnvelope(sender: "", recipients: ["c-one@d"]))
        }
        #expect(receiver.taken.map(\.authenticity) == [Authenticity()])
    }

    @Test("a stranger who sends too much is told to come later; a minute on he may again")
    func pace() async throws {
        try await open { client in
            for _ in 0..<60 { _ = try await send(client, to: "c-one@d") }
            await #expect(throws: MailWireError.refused(code: 451, status: "4.7.1")) {
                try await send(client, to: "c-one@d")
            }
            clock.advance(by: 60)
            _ = try await send(client, to: "c-one@d")
        }
        #expect(receiver.taken.count == 61)
    }

    @Test("an address in use is an error that names the setting")
    func inUse() async throws {
        let address = MailAddress.unix(path: "/nowhere/at/all.sock")
        let door = MailDoor(
            [MailListener(.lmtp, at: address, setting: "TIELINE_LMTP_LISTEN")], hostName: "mx", receiver: receiver,
            clock: clock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let error = await #expect(throws: MailError.self) { try await door.run() }
        #expect(error?.code == "mail_cannot_listen")
        #expect(error?.advice.contains("TIELINE_LMTP_LISTEN") == true)
    }
}

@Suite("Pace and tally")
struct PaceTests {
    private let now = TestClock().now()

    @Test("a peer may bring so much in a minute, and all strangers together; a minute on they may again")
    func limits() {
        var pace = MailPace(perPeer: 2, inAll: 3)
        var admitted: [Bool] = []
        for _ in 0..<2 {
            admitted.append(pace.admits("a", at: now))
            pace.countMessage("a", at: now)
        }
        admitted += [pace.admits("a", at: now), pace.admits("b", at: now)]
        #expect(admitted == [true, true, false, true])
        pace.countMessage("b", at: now)
        let exhausted = [pace.admits("c", at: now), pace.admits("a", at: now.addingTimeInterval(60))]
        #expect(exhausted == [false, true])
    }

    @Test("guesses silence only whoever guesses; trusted peers have no limit")
    func guesses() {
        var pace = MailPace(perPeer: 2, inAll: 4)
        for network in 0..<10 {
            for _ in 0..<2 { pace.countGuess("\(network)", at: now) }
        }
        let guessers = [pace.admits("1", at: now), pace.admits("b", at: now)]
        #expect(guessers == [false, true])
        for _ in 0..<10 {
            pace.countMessage(nil, at: now)
            pace.countMessage("b", at: now)
        }
        let others = [pace.admits("c", at: now), pace.admits(nil, at: now)]
        #expect(others == [false, true])
    }

    @Test("what happened is told once") func tally() {
        let tally = MailTally()
        tally.count(.taken)
        tally.count(.taken)
        tally.count(.unknown)
        #expect(tally.take() == [.taken: 2, .unknown: 1])
        #expect(tally.take().isEmpty)
    }

    @Test("that mail could not be taken is a line of its own", arguments: [(2, 1), (0, 0)])
    func trouble(times: Int, lines: Int) {
        let log = LogLevels()
        let tally = MailTally()
        tally.count(.taken)
        for _ in 0..<times { tally.count(.unavailable) }
        tally.tell(Logger(label: "test") { _ in log })
        #expect(log.all.filter { $0 == .error }.count == lines)
    }
}

/// Keeps how loud each line was.
private struct LogLevels: LogHandler {
    private final class Lines: Sendable {
        let levels = Mutex<[Logger.Level]>([])
    }

    private let lines = Lines()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    var all: [Logger.Level] { lines.levels.withLock { $0 } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.levels.withLock { $0.append(event.level) } }
}

@Suite("The pipe")
struct PipeTests {
    @Test(
        "each verdict has its exit code",
        arguments: [
            ("c-one@d", MailPipe.Ending.taken), ("nobody@d", .unknownRecipient), ("c-gone@d", .unknownRecipient),
            ("many-a@d", .tryAgain), ("c-full@d", .tryAgain), ("down-a@d", .tryAgain), ("late-a@d", .tryAgain),
        ])
    func endings(recipient: String, ending: MailPipe.Ending) async {
        let receiver = RecordingReceiver()
        let result = await MailPipe.take(
            Letters.plain, for: [recipient], trust: MailTrustRule(), receivedAt: TestClock().now(), receiver: receiver)
        #expect(result == ending)
        #expect(receiver.taken.map(\.transport) == (ending == .taken ? [.pipe] : []))
    }

    @Test("of a recipient's names the first that anybody has counts")
    func names() async {
        let receiver = RecordingReceiver()
        let result = await MailPipe.take(
            Letters.plain, for: ["box@host", "c-one@d", "c-two@d"], trust: MailTrustRule(),
            receivedAt: TestClock().now(),
            receiver: receiver)
        #expect(result == .taken)
        #expect(receiver.taken.map(\.recipient) == ["c-one@d"])
    }

    @Test("too much is no mail")
    func tooLarge() async {
        let raw = [UInt8](repeating: 0x78, count: MailPipe.limit + 1)
        let result = await MailPipe.take(
            raw, for: ["c-one@d"], trust: MailTrustRule(), receivedAt: TestClock().now(), receiver: RecordingReceiver())
        #expect(result == .unreadable)
    }
}
