import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where a mail server listens.
public enum MailAddress: Sendable, Equatable {
    /// Port 0 takes any free one.
    case tcp(host: String, port: Int)
    /// A socket file, readable and writable by its owner and group. One that is left over is replaced.
    case unix(path: String)
}

/// Takes mail by SMTP or LMTP and hands it to a delegate. Relays nothing.
public struct MailServer: Sendable {
    private let address: MailAddress
    private let profile: SMTPSession.Profile
    private let tls: MailTLS?
    private let delegate: any MailServerDelegate
    private let onListening: @Sendable (Int) async -> Void

    /// Prepares a server; nothing listens before `run`.
    ///
    /// - Parameters:
    ///   - hostName: What it calls itself in its greeting.
    ///   - tls: With it `STARTTLS` is offered.
    ///   - onListening: Hears the actual port, 0 for a socket file, once connections are taken.
    public init(
        _ dialect: SMTPSession.Profile.Dialect, at address: MailAddress, hostName: String,
        limits: MailLimits = MailLimits(), tls: MailTLS? = nil, delegate: any MailServerDelegate,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.address = address
        self.tls = tls
        self.delegate = delegate
        self.onListening = onListening
        profile = SMTPSession.Profile(dialect: dialect, hostName: hostName, limits: limits, offersTLS: tls != nil)
    }

    /// Serves until the task is cancelled; clients are then told to try again.
    ///
    /// - Throws: `MailWireError.cannotListen`.
    public func run() async throws {
        let listener = try await listen()
        let gate = ConnectionGate(profile.limits)
        try await listener.executeThenClose { clients in
            await onListening(listener.channel.localAddress?.port ?? 0)
            var clients = clients.makeAsyncIterator()
            await withDiscardingTaskGroup { group in
                // The listener ends when it is closed or the task is cancelled; there is nothing to tell about it.
                while let client = try? await clients.next() {
                    let connection = MailConnection(
                        client: client, profile: profile, tls: tls, gate: gate, delegate: delegate)
                    group.addTask { await connection.serve() }
                }
            }
        }
    }

    private func listen() async throws(MailWireError) -> NIOAsyncChannel<MailConnection.Client, Never> {
        do {
            switch address {
            case .tcp(let host, let port):
                return try await bootstrap.bind(host: host, port: port) { prepare($0) }
            case .unix(let path):
                let listener = try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) {
                    prepare($0)
                }
                guard chmod(path, 0o660) == 0 else { throw MailWireError.cannotListen(code: errno) }
                return listener
            }
        } catch let error as MailWireError {
            throw error
        } catch {
            throw .cannotListen(code: (error as? IOError)?.errnoCode ?? EADDRNOTAVAIL)
        }
    }

    private var bootstrap: ServerBootstrap {
        ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.backlog, value: 256)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { listener in
                listener.eventLoop.makeCompletedFuture {
                    try listener.pipeline.syncOperations.addHandlers([AcceptBackoffHandler(), AcceptErrorSink()])
                }
            }
    }

    private func prepare(_ channel: any Channel) -> EventLoopFuture<MailConnection.Client> {
        channel.eventLoop.makeCompletedFuture {
            let limits = profile.limits
            try channel.pipeline.syncOperations.addHandler(
                StallGuard(idle: limits.idle, total: limits.total, lastWords: SMTPReply.stalled.bytes))
            return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
        }
    }
}

/// A connection that could not be accepted (no descriptors left, say) is no reason to stop listening.
private final class AcceptErrorSink: ChannelInboundHandler {
    typealias InboundIn = any Channel

    func errorCaught(context: ChannelHandlerContext, error: any Error) {}
}
