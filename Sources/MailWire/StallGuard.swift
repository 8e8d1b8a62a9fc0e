import NIOCore

/// Ends a connection whose other side is silent for too long, or that lasts too long. Also counts the bytes that passed,
/// so that the start of TLS can tell whether something was slipped in before it.
///
/// It stands behind TLS, so that its last words are encrypted too.
final class StallGuard: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private(set) var passed = 0
    private let idle: TimeAmount
    private let total: TimeAmount
    private let lastWords: [UInt8]
    private var began: NIODeadline?
    private var heard = NIODeadline.uptimeNanoseconds(0)
    private var alarm: Scheduled<Void>?

    /// - Parameter lastWords: Sent before the connection is closed; may be empty.
    init(idle: Duration, total: Duration, lastWords: [UInt8] = []) {
        self.idle = TimeAmount(idle)
        self.total = TimeAmount(total)
        self.lastWords = lastWords
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        heard = context.eventLoop.now
        passed += Self.unwrapInboundIn(data).readableBytes
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { alarm?.cancel() }

    private func begin(_ context: ChannelHandlerContext) {
        guard began == nil else { return }
        let now = context.eventLoop.now
        began = now
        heard = now
        setAlarm(context, now + total)
    }

    private func setAlarm(_ context: ChannelHandlerContext, _ end: NIODeadline) {
        alarm = context.eventLoop.assumeIsolated().scheduleTask(deadline: min(heard + idle, end)) {
            self.look(context, end)
        }
    }

    private func look(_ context: ChannelHandlerContext, _ end: NIODeadline) {
        let now = context.eventLoop.now
        guard now >= min(heard + idle, end) else { return setAlarm(context, end) }
        if !lastWords.isEmpty {
            context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: lastWords)), promise: nil)
        }
        context.fireErrorCaught(MailWireError.timedOut)
        context.close(promise: nil)
    }
}
