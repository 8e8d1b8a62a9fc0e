public import Foundation
public import Ports

/// The computer's clock.
public struct SystemClock: WallClock {
    public init() {}

    public func now() -> Date {
        Date()  // allowed: this is the clock
    }
}
