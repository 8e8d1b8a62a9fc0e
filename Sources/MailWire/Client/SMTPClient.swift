import NIOCore
import NIOPosix

/// Sends one message to one mail server, in clear.
public struct SMTPClient: Sendable {
    private let dialect: SMTPSession.Profile.Dialect
    private let address: MailAddress
    private let hostName: String
    private let patience: Duration
    private let total: Duration

    /// - Parameters:
    ///   - hostName: What it calls itself.
    ///   - patience: How long to connect may take, and how long the server may be silent.
    ///   - total: How long everything may take.
    public init(
        _ dialect: SMTPSession.Profile.Dialect = .smtp, to address: MailAddress, hostName: String,
        patience: Duration = .seconds(10), total: Duration = .seconds(60)
    ) {
        self.dialect = dialect
        self.address = address
        self.hostName = hostName
        self.patience = patience
        self.total = total
    }

    /// Sends a message.
    ///
    /// - Returns: Who got it; at least one recipient.
    /// - Throws: `MailWireError`, or `CancellationError` when the task was cancelled.
    public func send(_ message: [UInt8], _ envelope: MailEnvelope) async throws -> MailDelivery {
        var dialogue = try SMTPDialogue(dialect, hostName: hostName, envelope: envelope, message: message)
        do {
            return try await connect().executeThenClose { input, output in
                for try await buffer in input {
                    dialogue.take(buffer.readableBytesView)
                    while let step = try dialogue.next() {
                        switch step {
                        case .send(let bytes): try await output.write(ByteBuffer(bytes: bytes))
                        case .finish(let delivery): return delivery
                        }
                    }
                }
                try Task.checkCancellation()
                // A server that took the message and left without a goodbye took it all the same.
                if let delivery = try dialogue.outcome { return delivery }
                throw MailWireError.connectionLost
            }
        } catch let error as IOError {
            throw error.errnoCode == ETIMEDOUT ? MailWireError.timedOut : .connectionLost
        } catch is ChannelError {
            throw MailWireError.connectionLost
        }
    }

    private func connect() async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(TimeAmount(patience))
        do {
            switch address {
            case .tcp(let host, let port): return try await bootstrap.connect(host: host, port: port) { prepare($0) }
            case .unix(let path): return try await bootstrap.connect(unixDomainSocketPath: path) { prepare($0) }
            }
        } catch is CancellationError {
            throw CancellationError()
        } catch ChannelError.connectTimeout {
            throw MailWireError.timedOut
        } catch {
            throw MailWireError.unreachable
        }
    }

    private func prepare(_ channel: any Channel) -> EventLoopFuture<NIOAsyncChannel<ByteBuffer, ByteBuffer>> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(StallGuard(idle: patience, total: total))
            return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
        }
    }
}
