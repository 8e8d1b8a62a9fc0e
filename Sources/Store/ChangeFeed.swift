import Synchronization

/// Hands every change to everybody who listens in this process.
public final class ChangeFeed: Sendable {
    private struct Listeners {
        var next = 0
        var streams: [Int: AsyncStream<Change>.Continuation] = [:]
        var isFinished = false
    }

    private let listeners = Mutex(Listeners())

    public init() {}

    /// A new listener's stream. It keeps the newest 1,024 changes for a slow reader.
    public func stream() -> AsyncStream<Change> {
        let (stream, continuation) = AsyncStream.makeStream(of: Change.self, bufferingPolicy: .bufferingNewest(1024))
        let number = listeners.withLock { listeners -> Int? in
            guard !listeners.isFinished else { return nil }
            listeners.next += 1
            listeners.streams[listeners.next] = continuation
            return listeners.next
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in self?.forget(number) }
        return stream
    }

    public func send(_ changes: [Change]) {
        guard !changes.isEmpty else { return }
        let streams = listeners.withLock { Array($0.streams.values) }
        for stream in streams { for change in changes { stream.yield(change) } }
    }

    /// Ends every stream, those asked for later too.
    public func finish() {
        let streams = listeners.withLock { listeners in
            listeners.isFinished = true
            return Array(listeners.streams.values)
        }
        for stream in streams { stream.finish() }
    }

    private func forget(_ number: Int) {
        listeners.withLock { _ = $0.streams.removeValue(forKey: number) }
    }
}
