import HummingbirdTesting
import MailWire
import Testing

@testable import SandboxUtility

/// A mail host of a test: takes everything, and hands it out one after the other.
actor MailTrap: MailServerDelegate {
    struct Mail: Sendable {
        let envelope: MailEnvelope
        let message: String
    }

    private var unread: [Mail] = []
    private var waiting: [CheckedContinuation<Mail, Never>] = []

    func recipient(_ address: String, from peer: MailPeer) -> MailAnswer { .accepted }

    func message(_ raw: [UInt8], _ envelope: MailEnvelope, from peer: MailPeer) -> [MailAnswer] {
        let mail = Mail(envelope: envelope, message: String(decoding: raw, as: UTF8.self))
        if waiting.isEmpty { unread.append(mail) } else { waiting.removeFirst().resume(returning: mail) }
        return envelope.recipients.map { _ in .accepted }
    }

    /// The next mail, as soon as it is there.
    func next() async -> Mail {
        guard unread.isEmpty else { return unread.removeFirst() }
        return await withCheckedContinuation { waiting.append($0) }
    }
}

/// A sandbox that sends in earnest, its mailboxes' door, and a mail host outside that `trap.example` belongs to.
func withWires(
    hook: TextHook? = nil, forwards: Bool = true,
    _ body: @escaping @Sendable (SandboxServer, any TestClientProtocol, MailTrap, MailHost) async throws -> Void
) async throws {
    let trap = MailTrap()
    let (trapPorts, trapOpens) = AsyncStream.makeStream(of: Int.self)
    let (doorPorts, doorOpens) = AsyncStream.makeStream(of: Int.self)
    let outside = MailServer(.smtp, at: .tcp(host: "127.0.0.1", port: 0), hostName: "trap.example", delegate: trap) {
        trapOpens.yield($0)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await outside.run() }
        let host = MailHost(host: "127.0.0.1", port: try #require(await trapPorts.first { _ in true }))
        var options = SandboxOptions(now: { openingDay })
        options.mailPort = 0
        options.textHook = hook
        options.mailRoutes.domains["trap.example"] = host
        if forwards { options.mailRoutes.forwards = host }
        let server = try SandboxServer(options, onMailListening: { doorOpens.yield($0) })
        try await server.application.test(.router) { client in
            let door = MailHost(host: "127.0.0.1", port: try #require(await doorPorts.first { _ in true }))
            try await body(server, client, trap, door)
        }
        group.cancelAll()
    }
}
