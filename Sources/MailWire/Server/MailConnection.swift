import NIOCore
import NIOSSL

/// Performs what an `SMTPSession` says, over one connection.
struct MailConnection: Sendable {
    typealias Client = NIOAsyncChannel<ByteBuffer, ByteBuffer>
    private typealias Writer = NIOAsyncChannelOutboundWriter<ByteBuffer>

    let client: Client
    let profile: SMTPSession.Profile
    let tls: MailTLS?
    let gate: ConnectionGate
    let delegate: any MailServerDelegate

    /// Serves the client until either side has enough.
    func serve() async {
        let channel = client.channel
        let peer = MailPeer(channel.remoteAddress)
        let isWelcome = gate.enter(peer)
        defer { if isWelcome { gate.leave(peer) } }
        await withTaskCancellationHandler {
            do {
                try await client.executeThenClose { input, output in
                    guard isWelcome else {
                        try await output.write(ByteBuffer(bytes: SMTPReply.tooManyConnections.bytes))
                        return await delegate.turnedAway(peer)
                    }
                    try await converse(with: peer, input, output)
                }
            } catch {
                // The client went away, stalled, or the server stops. None of it is news: what was not answered with
                // 250 is sent again.
            }
        } onCancel: {
            channel.writeAndFlush(ByteBuffer(bytes: SMTPReply.shuttingDown.bytes), promise: nil)
            channel.close(promise: nil)
        }
    }

    private func converse(
        with peer: MailPeer, _ input: NIOAsyncChannelInboundStream<ByteBuffer>, _ output: Writer
    ) async throws {
        var session = SMTPSession(profile)
        var held = 0
        var received = 0
        defer { _ = gate.hold(0, insteadOf: held) }
        guard try await perform(&session, peer, output, received: received) else { return }
        for try await buffer in input {
            received += buffer.readableBytes
            session.take(buffer.readableBytesView)
            guard try await perform(&session, peer, output, received: received) else { return }
            let now = session.heldBytes
            if !gate.hold(now, insteadOf: held) { session.refuseMessage() }
            held = now
        }
    }

    /// - Returns: Whether the dialogue goes on.
    private func perform(
        _ session: inout SMTPSession, _ peer: MailPeer, _ output: Writer, received: Int
    ) async throws -> Bool {
        var replies = ByteBuffer()
        while let step = session.next() {
            switch step {
            case .reply(let reply): replies.writeBytes(reply.bytes)
            case .ask(let recipient): session.answer(recipient: await delegate.recipient(recipient, from: peer))
            case .deliver(let raw, let envelope):
                try await flush(&replies, output)
                session.answer(message: await delegate.message(raw, envelope, from: peer))
            case .startTLS(let reply):
                try await flush(&replies, output)
                try await startTLS(saying: reply, received: received)
                session.secured()
            case .close:
                try await flush(&replies, output)
                return false
            }
        }
        try await flush(&replies, output)
        return true
    }

    private func flush(_ replies: inout ByteBuffer, _ output: Writer) async throws {
        guard replies.readableBytes > 0 else { return }
        try await output.write(replies)
        replies.clear()
    }

    /// In one go on the event loop, so that nothing can come in between: the reply in clear, then TLS.
    private func startTLS(saying reply: SMTPReply, received: Int) async throws {
        guard let tls else { throw MailWireError.notUnderstood }
        let channel = client.channel
        try await channel.eventLoop.submit {
            let pipeline = channel.pipeline.syncOperations
            // Bytes that came behind STARTTLS, unencrypted, and wait to be read: somebody slips commands in.
            guard try pipeline.handler(type: StallGuard.self).passed == received else {
                throw MailWireError.notUnderstood
            }
            channel.writeAndFlush(ByteBuffer(bytes: reply.bytes), promise: nil)
            try pipeline.addHandler(NIOSSLServerHandler(context: tls.context), position: .first)
        }.get()
    }
}
