import Foundation
import Support
import Testing

@testable import MailWire

@Suite("Over the loopback interface", .timeLimit(.minutes(5)))
struct RoundTripTests {
    private let envelope = MailEnvelope(sender: "a@b.example", recipients: ["c@d.example"])

    private func client(_ address: MailAddress, _ dialect: SMTPSession.Profile.Dialect = .smtp) -> SMTPClient {
        SMTPClient(
            dialect, to: address, hostName: "client.example", patience: .seconds(60), total: .seconds(240))
    }

    @Test("a message arrives byte for byte")
    func arrives() async throws {
        let recorder = Recorder()
        try await serving(.smtp, recorder) { address in
            let message = Array("Subject: x\r\n\r\n.dot\r\n..\r\nüöä\r\n".utf8)
            let delivery = try await client(address).send(message, envelope)
            #expect(delivery.accepted == ["c@d.example"] && delivery.refused.isEmpty)
        }
        #expect(recorder.taken.map(\.raw) == ["Subject: x\r\n\r\n.dot\r\n..\r\nüöä\r\n"])
        #expect(recorder.taken.first?.envelope == envelope)
        #expect(recorder.taken.first?.peer.address == "127.0.0.1")
    }

    @Test("a message of nine megabytes arrives, one of eleven is refused")
    func large() async throws {
        let recorder = Recorder()
        try await serving(.smtp, recorder) { address in
            let line = Array((String(repeating: "x", count: 998) + "\r\n").utf8)
            let nine = Array(repeatElement(line, count: 9_000).joined())
            _ = try await client(address).send(nine, envelope)
            await #expect(throws: MailWireError.refused(code: 552, status: "5.3.4")) {
                try await client(address).send(nine + nine, envelope)
            }
        }
        #expect(recorder.taken.map(\.raw.utf8.count) == [9_000_000])
    }

    @Test("LMTP tells each recipient's fate")
    func lmtp() async throws {
        let recorder = Recorder { $0 == "later@d" ? .refused(.unavailable) : .accepted }
        try await serving(.lmtp, recorder) { address in
            let delivery = try await client(address, .lmtp).send(
                Array("x".utf8), MailEnvelope(sender: "", recipients: ["no@d", "later@d", "a@d"]))
            #expect(delivery.accepted == ["a@d"])
            #expect(delivery.refused.map(\.recipient) == ["no@d", "later@d"])
            #expect(delivery.refused.map(\.reply.code) == [550, 451])
        }
        #expect(recorder.taken.map(\.envelope.recipients) == [["later@d", "a@d"]])
    }

    @Test("an unknown recipient is refused before the message is sent")
    func unknown() async throws {
        let recorder = Recorder()
        try await serving(.smtp, recorder) { address in
            await #expect(throws: MailWireError.refused(code: 550, status: "5.1.1")) {
                try await client(address).send([], MailEnvelope(sender: "", recipients: ["nobody@d"]))
            }
        }
        #expect(recorder.taken.isEmpty)
    }

    @Test("a socket file is for its owner and group, and is replaced when it is left over")
    func unix() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "tieline-\(UUID().uuidString).sock").path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        for _ in 0..<2 {
            let recorder = Recorder()
            let (started, heard) = AsyncStream.makeStream(of: Int.self)
            let server = MailServer(
                .lmtp, at: .unix(path: path), hostName: "mx.example", delegate: recorder,
                onListening: { heard.yield($0) })
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                var iterator = started.makeAsyncIterator()
                #expect(await iterator.next() == 0)
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o660)
                _ = try await client(.unix(path: path), .lmtp).send(Array("x".utf8), envelope)
                group.cancelAll()
            }
            #expect(recorder.taken.map(\.peer) == [.local])
        }
    }

    @Test("a connection too many is turned away with 421")
    func crowd() async throws {
        let recorder = Recorder()
        var limits = MailLimits()
        limits.connectionsPerPeer = 1
        try await serving(.smtp, recorder, limits: limits) { address in
            try await Visitor.with(address) { first in
                let greeting = try await first.hears()
                #expect(greeting == "220 mx.example ESMTP")
                await #expect(throws: MailWireError.refused(code: 421, status: "4.7.0")) {
                    try await client(address).send([], envelope)
                }
            }
        }
        #expect(recorder.turnedAway.map(\.address) == ["127.0.0.1"])
    }

    @Test("a client that stalls is sent away, in the real thing too")
    func stalls() async throws {
        var limits = MailLimits()
        limits.idle = .milliseconds(200)
        try await serving(.smtp, Recorder(), limits: limits) { address in
            try await Visitor.with(address) { visitor in
                var lines: [String] = []
                while let line = try await visitor.hears() { lines.append(line) }
                #expect(lines.last == "421 4.4.2 Took too long")
                // A busy machine may stall longer than the client, even before the greeting.
                #expect(lines.dropLast().allSatisfy { $0 == "220 mx.example ESMTP" })
            }
        }
    }

    @Test("a server that ends tells its clients to come again")
    func ends() async throws {
        let (ports, heard) = AsyncStream.makeStream(of: Int.self)
        let server = MailServer(
            .smtp, at: .tcp(host: "127.0.0.1", port: 0), hostName: "mx.example", delegate: Recorder(),
            onListening: { heard.yield($0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            var iterator = ports.makeAsyncIterator()
            try await Visitor.with(.tcp(host: "127.0.0.1", port: await iterator.next() ?? 0)) { visitor in
                let greeting = try await visitor.hears()
                #expect(greeting == "220 mx.example ESMTP")
                group.cancelAll()
                #expect(try await visitor.hears() == "421 4.3.2 Shutting down")
                #expect(try await visitor.hears() == nil)
            }
        }
    }

    @Test("STARTTLS encrypts what follows")
    func tls() async throws {
        let files = try ThrowAwayCertificate.make()
        defer { files.remove() }
        let recorder = Recorder()
        try await serving(.smtp, recorder, tls: MailTLS(certificate: files.certificate, key: files.key)) { address in
            try await Visitor.with(address) { visitor in
                #expect(try await visitor.hears() == "220 mx.example ESMTP")
                try await visitor.say("EHLO c\r\n")
                #expect(try await visitor.hearsReply() == "250 STARTTLS")
                try await visitor.say("STARTTLS\r\n")
                #expect(try await visitor.hears() == "220 2.0.0 Go ahead")
                try await visitor.startTLS()
                try await visitor.say("EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nDATA\r\nsecret\r\n.\r\nQUIT\r\n")
                #expect(try await visitor.hearsReply() == "250 ENHANCEDSTATUSCODES")
                for code in ["250 2.1.0", "250 2.1.5", "354 End w", "250 2.6.0", "221 2.0.0"] {
                    #expect(try await visitor.hears()?.prefix(9) == code[...])
                }
            }
        }
        #expect(recorder.taken.map(\.raw) == ["secret\r\n"])
    }

    @Test("a certificate that cannot be used is named")
    func certificate() throws {
        let files = try ThrowAwayCertificate.make()
        defer { files.remove() }
        #expect(throws: MailWireError.certificateUnusable(path: "/nowhere.pem")) {
            try MailTLS(certificate: "/nowhere.pem", key: files.key)
        }
        #expect(throws: MailWireError.certificateUnusable(path: files.certificate)) {
            try MailTLS(certificate: files.certificate, key: files.certificate)
        }
    }

    @Test("nobody there, silence, and a sudden end are told apart")
    func clientErrors() async throws {
        await #expect(throws: MailWireError.unreachable) {
            try await client(.unix(path: "/nowhere/socket")).send([], envelope)
        }
        try await Mute.listening(answer: nil) { address in
            let impatient = SMTPClient(to: address, hostName: "c", patience: .milliseconds(50))
            await #expect(throws: MailWireError.timedOut) { try await impatient.send([], envelope) }
        }
        try await Mute.listening(answer: "220 hello\r\n") { address in
            await #expect(throws: MailWireError.connectionLost) { try await client(address).send([], envelope) }
        }
    }

    @Test("a port in use is an error with its number")
    func inUse() async throws {
        try await serving(.smtp, Recorder()) { address in
            let second = MailServer(.smtp, at: address, hostName: "mx", delegate: Recorder())
            await #expect(throws: MailWireError.cannotListen(code: EADDRINUSE)) { try await second.run() }
        }
    }
}
