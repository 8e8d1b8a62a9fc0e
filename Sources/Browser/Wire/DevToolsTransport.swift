import Foundation
import Glibc

/// One duplex socket that carries NUL-ended messages, to Chromium itself or to the keeper that owns it.
/// Reads block on a thread of their own and writes on a queue of their own, so no cooperative thread ever waits here.
final class DevToolsTransport: Sendable {
    private let socket: Int32
    private let writing = DispatchQueue(label: "browser.write")

    /// Takes over the socket; it is closed when the other side has gone or after `close()`.
    init(socket: Int32) { self.socket = socket }

    /// Starts reading. Both closures run on the reading thread, one at a time; `onEnd` runs once, last.
    func start(
        onMessage: @escaping @Sendable ([UInt8]) -> Void, onEnd: @escaping @Sendable () -> Void
    ) {
        let thread = Thread { [self] in
            read(onMessage)
            onEnd()
            // The writing queue is drained before the descriptor's number can be given to another file.
            writing.async { [socket] in _ = Glibc.close(socket) }
        }
        thread.name = "browser.read"
        thread.start()
    }

    /// Queues a message; nothing is said when the other side has gone, as the end is told by `onEnd`.
    func send(_ message: [UInt8]) {
        writing.async { [socket] in
            var rest = (message + [0])[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Ends the conversation: a blocked read or write returns, and `onEnd` follows.
    func close() { _ = shutdown(socket, Int32(SHUT_RDWR)) }

    private func read(_ onMessage: (_ message: [UInt8]) -> Void) {
        var framing = MessageFraming()
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = buffer.withUnsafeMutableBytes { recv(socket, $0.baseAddress, $0.count, 0) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0, let messages = try? framing.take(buffer[..<count]) else {
                // An endless message is treated as the end of the peer: `try?` drops an error that says only that.
                close()
                return
            }
            messages.forEach(onMessage)
        }
    }
}
