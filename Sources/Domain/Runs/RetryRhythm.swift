public import Foundation

/// The lengths behind the retry codes. The demo shortens them; what happens when stays the law's.
public struct RetryRhythm: Sendable, Equatable {
    /// Every span of the law is divided by this: 1 in earnest, e.g. 600 in the demo. Always positive.
    public let speed: Double

    /// - Precondition: `speed` is a positive, finite number.
    public init(speed: Double) {
        precondition(speed > 0 && speed.isFinite, "the rhythm's speed must be a positive number")
        self.speed = speed
    }

    public static let standard = RetryRhythm(speed: 1)

    /// How long a span of the law lasts in this rhythm, in seconds.
    public func seconds(_ span: Duration) -> TimeInterval {
        let (seconds, attoseconds) = span.components
        return (Double(seconds) + Double(attoseconds) * 1e-18) / speed
    }

    /// The moment a span after another one; jitter (0 ..< 1) adds up to a tenth of the span.
    public func moment(_ span: Duration, after start: Date, jitter: Double = 0) -> Date {
        start.addingTimeInterval(seconds(span) * (1 + 0.1 * jitter))
    }

    /// Whether a span has passed since a moment.
    public func passed(_ span: Duration, since start: Date, at now: Date) -> Bool {
        now.timeIntervalSince(start) >= seconds(span)
    }
}
