import NIOCore
import NIOEmbedded
import Testing

@testable import MailWire

@Suite("Stalled connections")
struct StallGuardTests {
    private func channel(idle: Duration = .seconds(60), total: Duration = .seconds(600)) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(
            handler: StallGuard(idle: idle, total: total, lastWords: SMTPReply.stalled.bytes))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    private func words(_ channel: EmbeddedChannel) throws -> String? {
        try channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) }
    }

    @Test("silence is answered with 421 and the end")
    func idle() throws {
        let channel = try channel()
        channel.embeddedEventLoop.advanceTime(by: .seconds(59))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(try words(channel) == "421 4.4.2 Took too long\r\n")
        #expect(!channel.isActive)
        #expect(throws: MailWireError.timedOut) { try channel.throwIfErrorCaught() }
    }

    @Test("whoever says something now and then may stay, until the whole takes too long")
    func total() throws {
        let channel = try channel()
        for _ in 0..<11 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(50))
            try channel.writeInbound(ByteBuffer(string: "x"))
        }
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(50))
        #expect(!channel.isActive)
        #expect(try words(channel) == "421 4.4.2 Took too long\r\n")
    }

    @Test("a connection that ends in time leaves nothing behind")
    func ends() throws {
        let channel = try channel()
        try channel.close().wait()
        channel.embeddedEventLoop.advanceTime(by: .seconds(1_000))
        #expect(try words(channel) == nil)
    }

    @Test("bytes that pass are counted")
    func counts() throws {
        let channel = try channel()
        try channel.writeInbound(ByteBuffer(string: "12345"))
        try channel.writeInbound(ByteBuffer(string: "678"))
        #expect(try channel.pipeline.syncOperations.handler(type: StallGuard.self).passed == 8)
    }
}

@Suite("Connections at the same time")
struct ConnectionGateTests {
    private var limits: MailLimits {
        var limits = MailLimits()
        limits.connections = 3
        limits.connectionsPerPeer = 2
        limits.memoryBytes = 100
        return limits
    }

    private func peer(_ name: String) -> MailPeer { MailPeer(address: name, neighbourhood: name) }

    @Test("one peer and all peers together have a limit")
    func connections() {
        let gate = ConnectionGate(limits)
        #expect(gate.enter(peer("a")) && gate.enter(peer("a")) && !gate.enter(peer("a")))
        #expect(gate.enter(peer("b")) && !gate.enter(peer("c")))
        gate.leave(peer("a"))
        #expect(gate.enter(peer("c")))
    }

    @Test("programs of this machine are bounded by the whole alone")
    func local() {
        let gate = ConnectionGate(limits)
        #expect(gate.enter(.local) && gate.enter(.local) && gate.enter(.local) && !gate.enter(.local))
    }

    @Test("all messages together have so much memory")
    func memory() {
        let gate = ConnectionGate(limits)
        #expect(gate.hold(60, insteadOf: 0))
        #expect(!gate.hold(60, insteadOf: 0))
        #expect(gate.hold(0, insteadOf: 60))
        #expect(gate.hold(20, insteadOf: 0))
    }

    @Test("an IPv6 host is its /64")
    func neighbourhood() throws {
        let one = MailPeer(try SocketAddress(ipAddress: "2001:db8:1:2::1", port: 1))
        let two = MailPeer(try SocketAddress(ipAddress: "2001:db8:1:2:ffff::9", port: 2))
        let mapped = MailPeer(try SocketAddress(ipAddress: "::ffff:192.0.2.1", port: 2))
        #expect(one.neighbourhood == two.neighbourhood && one != two)
        #expect(mapped.neighbourhood == MailPeer(try SocketAddress(ipAddress: "192.0.2.1", port: 3)).neighbourhood)
    }
}
