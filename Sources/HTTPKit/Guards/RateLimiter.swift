public import Foundation
public import Ports
import Synchronization

/// Tokens that refill with time; each request takes one.
public struct TokenBucket: Sendable, Equatable {
    /// How many requests may come at once, and how long one token takes to come back, in seconds.
    public struct Size: Sendable, Equatable {
        public let burst: Int
        public let secondsPerToken: Double

        public init(burst: Int, secondsPerToken: Double) {
            self.burst = burst
            self.secondsPerToken = secondsPerToken
        }
    }

    private let size: Size
    private var tokens: Double
    private var asOf: Date

    public init(_ size: Size, at now: Date) {
        self.size = size
        tokens = Double(size.burst)
        asOf = now
    }

    /// Takes a token; nil when there was one, else the seconds until there is.
    public mutating func take(at now: Date) -> Int? {
        refill(at: now)
        guard tokens < 1 else {
            tokens -= 1
            return nil
        }
        return max(1, Int(((1 - tokens) * size.secondsPerToken).rounded(.up)))
    }

    /// Whether nobody would miss it: it is as good as new.
    mutating func isFull(at now: Date) -> Bool {
        refill(at: now)
        return tokens >= Double(size.burst)
    }

    private mutating func refill(at now: Date) {
        let passed = max(0, now.timeIntervalSince(asOf))
        tokens = min(Double(size.burst), tokens + passed / size.secondsPerToken)
        asOf = max(asOf, now)
    }
}

/// One bucket per key, in bounded memory: when there are too many, full ones go first, then those used longest ago.
public final class RateLimiter: Sendable {
    private struct Entry {
        var bucket: TokenBucket
        var usedAt: Date
    }

    private let size: TokenBucket.Size
    private let capacity: Int
    private let clock: any WallClock
    private let entries = Mutex<[String: Entry]>([:])

    public init(_ size: TokenBucket.Size, capacity: Int = 20_000, clock: any WallClock) {
        self.size = size
        self.capacity = capacity
        self.clock = clock
    }

    /// Counts one request of the key. Throws `rate_limited` with a `Retry-After` when it is one too many.
    public func admit(_ key: String) throws(Problem) {
        let now = clock.now()
        let wait = entries.withLock { entries in
            if entries[key] == nil, entries.count >= capacity { Self.makeRoom(in: &entries, capacity, at: now) }
            var entry = entries[key] ?? Entry(bucket: TokenBucket(size, at: now), usedAt: now)
            let wait = entry.bucket.take(at: now)
            entry.usedAt = now
            entries[key] = entry
            return wait
        }
        if let wait { throw .tooManyRequests(retryAfter: wait) }
    }

    /// How many keys are remembered.
    var count: Int { entries.withLock { $0.count } }

    /// Frees at least a tenth, so that this is rarely done.
    private static func makeRoom(in entries: inout [String: Entry], _ capacity: Int, at now: Date) {
        entries = entries.filter { entry in
            var bucket = entry.value.bucket
            return !bucket.isFull(at: now)
        }
        let most = capacity - max(1, capacity / 10)
        guard entries.count > most else { return }
        let oldest = entries.sorted { $0.value.usedAt < $1.value.usedAt }.prefix(entries.count - most)
        for (key, _) in oldest { entries[key] = nil }
    }
}
