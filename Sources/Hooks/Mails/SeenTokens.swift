import Foundation
import Synchronization

/// Tokens that were used, for as long as they could be used again.
final class SeenTokens: Sendable {
    /// The longest time for which a signature counts; its own clock may go ahead of ours.
    private static let lifetime = SignedMoment.daysOfSendGrid + HookRefusal.lifetime

    private let capacity: Int
    private let seenAt = Mutex<[String: Date]>([:])

    init(capacity: Int = 20_000) { self.capacity = capacity }

    /// Whether this is the first to use the token; it is used from now on.
    func claim(_ token: String, at now: Date) -> Bool {
        seenAt.withLock { seen in
            if let before = seen[token], now.timeIntervalSince(before) <= Self.lifetime { return false }
            if seen.count >= capacity { Self.makeRoom(in: &seen, capacity, at: now) }
            seen[token] = now
            return true
        }
    }

    /// What was sent with it was not taken: it may be tried again.
    func release(_ token: String) { _ = seenAt.withLock { $0.removeValue(forKey: token) } }

    /// Frees at least a tenth, the oldest first, so that this is rarely done.
    private static func makeRoom(in seen: inout [String: Date], _ capacity: Int, at now: Date) {
        seen = seen.filter { now.timeIntervalSince($0.value) <= lifetime }
        let most = capacity - max(1, capacity / 10)
        guard seen.count > most else { return }
        for (token, _) in seen.sorted(by: { $0.value < $1.value }).prefix(seen.count - most) { seen[token] = nil }
    }
}
