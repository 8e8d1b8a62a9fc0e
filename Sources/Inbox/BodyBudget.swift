import HTTPKit
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Bounds the bytes that bodies take in memory together: what does not fit is asked to come again. Bytes count as they
/// arrive, so that a body that is only announced keeps nobody out.
final class BodyBudget: Sendable {
    private let free: Mutex<Int>
    private let perClient: Int?
    private let arriving = Mutex<[String: Int]>([:])

    /// - Parameter perClient: Bodies that may be arriving from one client at once; nil is any number of them.
    init(bytes: Int, perClient: Int? = nil) {
        free = Mutex(bytes)
        self.perClient = perClient
    }

    /// Takes the whole body, which counts against the budget until `use` returns.
    ///
    /// - Parameters:
    ///   - limit: Bytes; a larger body throws `NIOTooManyBytesError`.
    ///   - patience: How long the sender may take over the body.
    func withBody<Value: Sendable>(
        of request: Request, from client: String, upTo limit: Int, within patience: Duration,
        _ use: ([UInt8]) async throws -> Value
    ) async throws -> Value {
        let told = request.headers[.contentLength].flatMap { Int($0) }
        guard (told ?? 0) <= limit else { throw NIOTooManyBytesError(maxBytes: limit) }
        let held = HeldBytes()
        defer { giveBack(held) }
        return try await use(arrived(request.body, from: client, into: held, upTo: limit, within: patience))
    }

    private func arrived(
        _ body: RequestBody, from client: String, into held: HeldBytes, upTo limit: Int, within patience: Duration
    ) async throws -> [UInt8] {
        guard enter(client) else { throw Self.busy }
        defer { leave(client) }
        return try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await self.collect(body, into: held, upTo: limit) }
            group.addTask {
                try await Task.sleep(for: patience)
                throw Self.tooSlow
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    private func collect(_ body: RequestBody, into held: HeldBytes, upTo limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in body {
            let size = chunk.readableBytes
            guard bytes.count + size <= limit else { throw NIOTooManyBytesError(maxBytes: limit) }
            guard reserve(size, into: held) else { throw Self.busy }
            bytes += chunk.readableBytesView
        }
        return bytes
    }

    private func reserve(_ size: Int, into held: HeldBytes) -> Bool {
        let fits = free.withLock { free in
            guard size <= free else { return false }
            free -= size
            return true
        }
        if fits { held.count.withLock { $0 += size } }
        return fits
    }

    private func giveBack(_ held: HeldBytes) {
        let size = held.count.withLock { $0 }
        free.withLock { $0 += size }
    }

    private func enter(_ client: String) -> Bool {
        guard let perClient else { return true }
        return arriving.withLock { arriving in
            guard arriving[client, default: 0] < perClient else { return false }
            arriving[client, default: 0] += 1
            return true
        }
    }

    private func leave(_ client: String) {
        guard perClient != nil else { return }
        arriving.withLock { arriving in
            let left = arriving[client, default: 1] - 1
            arriving[client] = left > 0 ? left : nil
        }
    }

    /// What one body holds of the budget.
    private final class HeldBytes: Sendable {
        let count = Mutex(0)
    }

    private static let busy = Problem(
        .serviceUnavailable, code: "inbox_busy", title: "Busy", detail: "Send it again in a moment.",
        headers: [.retryAfter: "10"])
    private static let tooSlow = Problem(
        .requestTimeout, code: "too_slow", title: "Too slow", detail: "Send the body without pauses.")
}
