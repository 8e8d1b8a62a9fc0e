public import Foundation
public import Ports
import Synchronization

/// A clock that stands still until it is told. Starts on Monday 2026-03-02 at 09:00 UTC.
public final class TestClock: WallClock {
    private let present: Mutex<Date>

    public init(_ start: Date = Date(timeIntervalSince1970: 1_772_442_000)) { present = Mutex(start) }

    public func now() -> Date { present.withLock { $0 } }

    /// - Parameter seconds: Negative goes back.
    public func advance(by seconds: TimeInterval) {
        present.withLock { $0 = $0.addingTimeInterval(seconds) }
    }
}
