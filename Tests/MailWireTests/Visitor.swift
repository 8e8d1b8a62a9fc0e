import NIOCore
import NIOPosix
import NIOSSL

@testable import MailWire

/// A client by hand: says text, hears lines.
final class Visitor {
    typealias Line = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private var input: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let output: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private let channel: any Channel
    private var buffer = LineBuffer()

    private init(
        _ channel: any Channel, _ input: NIOAsyncChannelInboundStream<ByteBuffer>,
        _ output: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.channel = channel
        self.input = input.makeAsyncIterator()
        self.output = output
    }

    /// Connects for the time of a body.
    static func with(_ address: MailAddress, _ body: (Visitor) async throws -> Void) async throws {
        guard case .tcp(let host, let port) = address else { return }
        let line: Line = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel(wrappingChannelSynchronously: channel) }
            }
        try await line.executeThenClose { input, output in
            try await body(Visitor(line.channel, input, output))
        }
    }

    func say(_ text: String) async throws { try await output.write(ByteBuffer(string: text)) }

    /// The next line without its end; nil when the other side is gone.
    func hears() async throws -> String? {
        while true {
            if case .text(let bytes) = buffer.next(limit: 2_000) { return String(decoding: bytes, as: UTF8.self) }
            guard let more = try await input.next() else { return nil }
            buffer.append(more.readableBytesView)
        }
    }

    /// Hears lines until one has no dash behind its code; answers that one.
    func hearsReply() async throws -> String? {
        while let line = try await hears() {
            if line.dropFirst(3).first != "-" { return line }
        }
        return nil
    }

    func startTLS() async throws {
        let channel = channel
        try await channel.eventLoop.submit {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.certificateVerification = .none
            let handler = try NIOSSLClientHandler(
                context: NIOSSLContext(configuration: configuration), serverHostname: "mx.example")
            try channel.pipeline.syncOperations.addHandler(handler, position: .first)
        }.get()
    }
}

/// A listener that says one thing, or nothing, and then goes.
enum Mute {
    /// - Parameter answer: nil holds the connection open in silence.
    static func listening(answer: String?, _ body: (MailAddress) async throws -> Void) async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                guard let answer else { return channel.eventLoop.makeSucceededVoidFuture() }
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Parting(answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        try await body(.tcp(host: "127.0.0.1", port: channel.localAddress?.port ?? 0))
        try await channel.close()
    }

    private final class Parting: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let words: String

        init(_ words: String) { self.words = words }

        func channelActive(context: ChannelHandlerContext) {
            context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(string: words)), promise: nil)
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) { context.close(promise: nil) }
    }
}
