import Domain
public import Logging
public import MailWire
public import Ports
public import ServiceLifecycle

/// Where mail may be brought, and in which protocol.
public struct MailListener: Sendable {
    public let dialect: SMTPSession.Profile.Dialect
    public let address: MailAddress
    /// The setting that the address comes from, for the error when nothing can listen there.
    public let setting: String

    public init(_ dialect: SMTPSession.Profile.Dialect, at address: MailAddress, setting: String) {
        self.dialect = dialect
        self.address = address
        self.setting = setting
    }
}

/// Takes mail by SMTP and LMTP and hands every message to the one receiver. Relays nothing; logs one line a minute.
public struct MailDoor: Service {
    private let listeners: [MailListener]
    private let hostName: String
    private let tls: MailTLS?
    private let desk: @Sendable (InboundTransport) -> MailDesk
    private let tally: MailTally
    private let logger: Logger
    private let onListening: @Sendable (MailListener, Int) async -> Void

    /// - Parameters:
    ///   - hostName: What the servers call themselves.
    ///   - tls: With it `STARTTLS` is offered.
    ///   - onListening: Hears each listener with its actual port once it takes connections.
    public init(
        _ listeners: [MailListener], hostName: String, tls: MailTLS? = nil, trust: MailTrustRule = MailTrustRule(),
        receiver: any MessageReceiving, clock: any WallClock, logger: Logger,
        onListening: @escaping @Sendable (MailListener, Int) async -> Void = { _, _ in }
    ) {
        let tally = MailTally()
        let pace = PaceKeeper()
        self.listeners = listeners
        self.hostName = hostName
        self.tls = tls
        self.tally = tally
        self.logger = logger
        self.onListening = onListening
        desk = { transport in
            MailDesk(
                transport: transport, trust: trust, reader: MIMEReader(), receiver: receiver, clock: clock,
                tally: tally,
                pace: pace)
        }
    }

    /// Listens until the group shuts down; clients are then told to come again.
    ///
    /// - Throws: `MailError.cannotListen`.
    public func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for listener in listeners { group.addTask { try await serve(listener) } }
                group.addTask { await tellEachMinute() }
                defer { group.cancelAll() }
                _ = try await group.next()
            }
        }
        tally.tell(logger)
    }

    private func serve(_ listener: MailListener) async throws {
        let server = MailServer(
            listener.dialect, at: listener.address, hostName: hostName, tls: tls,
            delegate: desk(listener.dialect == .smtp ? .smtp : .lmtp),
            onListening: { await onListening(listener, $0) })
        do {
            try await server.run()
        } catch MailWireError.cannotListen(let code) {
            throw MailError.cannotListen(setting: listener.setting, code: code)
        }
    }

    private func tellEachMinute() async {
        // Cancelled: the last line is told at the end.
        while (try? await Task.sleep(for: .seconds(60))) != nil { tally.tell(logger) }
    }
}
