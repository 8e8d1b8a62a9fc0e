import Foundation
public import Ports
import Synchronization

/// Identifiers as UUIDv7 (RFC 9562): milliseconds in front, so later ones sort after earlier ones, also within one
/// millisecond and when the clock steps back.
public final class SystemIdentifiers: IdentifierSource {
    /// 48 bits of milliseconds and the 12 bits behind them, counted up as one number.
    private let last: Mutex<UInt64>
    private let clock: any WallClock

    public init(clock: any WallClock) {
        self.clock = clock
        last = Mutex(0)
    }

    public func next() -> String {
        let milliseconds = UInt64(max(0, clock.now().timeIntervalSince1970 * 1000))
        // The counter starts in the lower half of its 12 bits, which leaves room to count; past the end it borrows
        // from the next millisecond.
        let fresh = milliseconds << 12 | UInt64.random(in: 0..<2048)
        let stamp = last.withLock { last in
            last = max(fresh, last + 1)
            return last
        }
        return Self.text(stamp: stamp, random: UInt64.random(in: 0...UInt64.max))
    }

    public func fraction() -> Double { Double.random(in: 0..<1) }

    private static func text(stamp: UInt64, random: UInt64) -> String {
        let high = (stamp >> 12) << 16 | 0x7000 | stamp & 0x0FFF
        let low = random & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        let digits = [high, low].flatMap { word in stride(from: 56, through: 0, by: -8).map { UInt8(word >> $0 & 0xFF) }
        }
        let hex = digits.hex
        var groups: [Substring] = []
        var rest = hex[...]
        for length in [8, 4, 4, 4, 12] {
            groups.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return groups.joined(separator: "-")
    }
}
