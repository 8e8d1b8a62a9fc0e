import CLibPQ
import Dispatch
import Synchronization

/// Cancels the transaction that runs on a connection, from any thread, and never one that comes after it.
final class PostgresCanceller: Sendable {
    private struct State {
        /// A `PGcancel`, by address.
        var handle: UInt?
        var ticket: Int?
        var wasSent = false
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "store.cancel")

    deinit { use(nil) }

    /// Another connection is in use from now on.
    /// - Parameter handle: Of `PQgetCancel`; freed here.
    func use(_ handle: OpaquePointer?) {
        let new = handle.map { UInt(bitPattern: $0) }
        let old = state.withLock { state in
            defer { state.handle = new }
            return state.handle
        }
        PQfreeCancel(old.flatMap(OpaquePointer.init(bitPattern:)))
    }

    func begin(_ ticket: Int) {
        state.withLock {
            $0.ticket = ticket
            $0.wasSent = false
        }
    }

    /// - Returns: Whether a request to cancel was sent. It may arrive late, so that connection must not be used again.
    func end() -> Bool {
        state.withLock {
            $0.ticket = nil
            return $0.wasSent
        }
    }

    /// Asks the server to cancel, unless the ticket's transaction has ended. The request is sent under the lock, so the
    /// transaction cannot end meanwhile; elsewhere, since it blocks.
    func cancel(_ ticket: Int) {
        queue.async { [self] in
            state.withLock { state in
                guard state.ticket == ticket, let handle = state.handle else { return }
                state.wasSent = true
                var message = [CChar](repeating: 0, count: 256)
                _ = PQcancel(OpaquePointer(bitPattern: handle), &message, Int32(message.count))
            }
        }
    }
}
