import Hummingbird
import MailWire
import ServiceLifecycle
import Synchronization

/// Where mail for the mailboxes comes in by SMTP.
final class MailboxDoor: Service {
    private let host: String
    private let preferred: Int
    private let postmaster: Postmaster
    private let onListening: @Sendable (Int) async -> Void
    private let actual = Mutex<Int?>(nil)

    /// Port 0 takes any free one.
    init(host: String, port: Int, postmaster: Postmaster, onListening: @escaping @Sendable (Int) async -> Void) {
        self.host = host
        preferred = port
        self.postmaster = postmaster
        self.onListening = onListening
    }

    /// Itself as a mail host, nil before it listens.
    var address: MailHost? { actual.withLock { $0 }.map { MailHost(host: host, port: $0) } }

    /// Serves until the surrounding service group shuts down or the task is cancelled.
    func run() async throws {
        let server = MailServer(
            .smtp, at: .tcp(host: host, port: preferred), hostName: LetterSeals.authority, delegate: postmaster
        ) { port in
            self.actual.withLock { $0 = port }
            await self.onListening(port)
        }
        try await cancelWhenGracefulShutdown { try await server.run() }
    }
}
