import Foundation
public import Ports
import Synchronization

/// Identifiers in the shape of UUIDv7 that count up from 1, and chances that walk evenly through 0 ..< 1.
public final class SequentialIdentifiers: IdentifierSource {
    private let counter = Mutex<UInt64>(0)

    public init() {}

    public func next() -> String {
        let number = counter.withLock { counter in
            counter += 1
            return counter
        }
        let digits = String(number, radix: 16)
        let padded = String(repeating: "0", count: 12 - min(12, digits.count)) + digits
        return "0198c0de-0000-7000-8000-\(padded)"
    }

    public func fraction() -> Double {
        // The golden ratio's multiples are spread evenly.
        let number = counter.withLock { counter in
            counter += 1
            return counter
        }
        return (Double(number) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
    }
}
