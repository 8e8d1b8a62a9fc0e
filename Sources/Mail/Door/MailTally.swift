import Logging
import Synchronization

/// What happened at the doors since it was last told: one line a minute, however much mail there is. Numbers only.
final class MailTally: Sendable {
    enum Event: String, CaseIterable, Sendable {
        case taken, unknown, overLimit = "over_limit", unavailable, unreadable, tooFast = "too_fast"
        case turnedAway = "turned_away"
    }

    private let counts = Mutex<[Event: Int]>([:])

    func count(_ event: Event) { counts.withLock { $0[event, default: 0] += 1 } }

    /// What happened since the last call.
    func take() -> [Event: Int] {
        counts.withLock { counts in
            defer { counts = [:] }
            return counts
        }
    }

    /// Writes the line, if anything happened; and one of its own when mail was put off for a reason of ours.
    func tell(_ logger: Logger) {
        let counts = take()
        guard !counts.isEmpty else { return }
        if let putOff = counts[.unavailable] {
            logger.error("mail could not be taken", metadata: ["count": "\(putOff)"])
        }
        let isQuiet = counts.keys.allSatisfy { $0 == .taken }
        logger.log(
            level: isQuiet ? .info : .notice, "mail came in",
            metadata: Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, "\($0.value)") }))
    }
}
