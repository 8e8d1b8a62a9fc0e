import HTTPKit
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Bounds the bytes that bodies take in memory together: what does not fit is asked to come again.
final class BodyBudget: Sendable {
    private let free: Mutex<Int>

    init(bytes: Int) { free = Mutex(bytes) }

    /// Takes the whole body, which counts against the budget until `use` returns.
    ///
    /// - Parameters:
    ///   - limit: Bytes; a larger body throws `NIOTooManyBytesError`.
    ///   - patience: How long the sender may take over the body.
    func withBody<Value: Sendable>(
        of request: Request, upTo limit: Int, within patience: Duration,
        _ use: ([UInt8]) async throws -> Value
    ) async throws -> Value {
        let told = request.headers[.contentLength].flatMap { Int($0) }
        guard (told ?? 0) <= limit else { throw NIOTooManyBytesError(maxBytes: limit) }
        let size = max(0, told ?? limit)
        guard reserve(size) else { throw Self.busy }
        defer { free.withLock { $0 += size } }
        return try await use(collect(request.body, upTo: size, within: patience))
    }

    private func reserve(_ size: Int) -> Bool {
        free.withLock { free in
            guard size <= free else { return false }
            free -= size
            return true
        }
    }

    private func collect(_ body: RequestBody, upTo limit: Int, within patience: Duration) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { Array(buffer: try await body.collect(upTo: limit)) }
            group.addTask {
                try await Task.sleep(for: patience)
                throw Self.tooSlow
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    private static let busy = Problem(
        .serviceUnavailable, code: "inbox_busy", title: "Busy", detail: "Send it again in a moment.",
        headers: [.retryAfter: "10"])
    private static let tooSlow = Problem(
        .requestTimeout, code: "too_slow", title: "Too slow", detail: "Send the body without pauses.")
}
