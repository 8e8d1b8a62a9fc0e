import MailWire
import Synchronization

/// A delegate that keeps what it gets. Addresses that begin with `no` are unknown.
final class Recorder: MailServerDelegate {
    struct Taken: Sendable, Equatable {
        let raw: String
        let envelope: MailEnvelope
        let peer: MailPeer
    }

    private let kept = Mutex<[Taken]>([])
    private let gone = Mutex<[MailPeer]>([])
    private let verdict: @Sendable (String) async -> MailAnswer

    /// - Parameter verdict: What becomes of a message for this recipient.
    init(verdict: @escaping @Sendable (String) async -> MailAnswer = { _ in .accepted }) { self.verdict = verdict }

    var taken: [Taken] { kept.withLock { $0 } }
    var turnedAway: [MailPeer] { gone.withLock { $0 } }

    func recipient(_ address: String, from peer: MailPeer) async -> MailAnswer {
        address.hasPrefix("no") ? .refused(.unknownRecipient) : .accepted
    }

    func message(_ raw: [UInt8], _ envelope: MailEnvelope, from peer: MailPeer) async -> [MailAnswer] {
        kept.withLock { $0.append(Taken(raw: String(decoding: raw, as: UTF8.self), envelope: envelope, peer: peer)) }
        var answers: [MailAnswer] = []
        for recipient in envelope.recipients { answers.append(await verdict(recipient)) }
        return answers
    }

    func turnedAway(_ peer: MailPeer) async { gone.withLock { $0.append(peer) } }
}

/// Runs a server on a free port of the loopback interface for the time of a body.
func serving(
    _ dialect: SMTPSession.Profile.Dialect, _ delegate: Recorder, limits: MailLimits = MailLimits(),
    tls: MailTLS? = nil, _ body: @escaping @Sendable (MailAddress) async throws -> Void
) async throws {
    let (ports, heard) = AsyncStream.makeStream(of: Int.self)
    let server = MailServer(
        dialect, at: .tcp(host: "127.0.0.1", port: 0), hostName: "mx.example", limits: limits, tls: tls,
        delegate: delegate, onListening: { heard.yield($0) })
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run() }
        group.addTask {
            var ports = ports.makeAsyncIterator()
            try await body(.tcp(host: "127.0.0.1", port: await ports.next() ?? 0))
        }
        _ = try await group.next()
        group.cancelAll()
    }
}
