import Glibc

/// One side of the keeper: a non-blocking socket with what was half read and what is still to be written.
final class KeeperPeer {
    /// Beyond so many unwritten bytes the other side is not read.
    private static let roomyLimit = 8 << 20

    let descriptor: Int32
    private(set) var isOpen = true
    private var framing = MessageFraming()
    private var unwritten: [UInt8] = []

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    var hasRoom: Bool { unwritten.count < Self.roomyLimit }

    func events(reads: Bool) -> Int16 {
        Int16(reads ? POLLIN : 0) | Int16(unwritten.isEmpty ? 0 : POLLOUT)
    }

    /// Writes and reads what `poll` said can be; gives the whole messages that came. A half message of a peer that goes
    /// away is never passed on.
    func exchange(_ happened: Int16) -> [[UInt8]] {
        if happened & Int16(POLLOUT) != 0 { write() }
        guard happened & Int16(POLLIN | POLLHUP | POLLERR) != 0 else { return [] }
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0 && (errno == EINTR || errno == EAGAIN) { return [] }
        guard count > 0, let messages = try? framing.take(buffer[..<count]) else {
            isOpen = false
            return []
        }
        return messages
    }

    func send(_ message: [UInt8]) {
        unwritten += message
        unwritten.append(0)
        write()
    }

    func close() { _ = Glibc.close(descriptor) }

    private func write() {
        while !unwritten.isEmpty {
            let count = unwritten.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                if errno != EAGAIN { isOpen = false }
                return
            }
            unwritten.removeFirst(count)
        }
    }
}
