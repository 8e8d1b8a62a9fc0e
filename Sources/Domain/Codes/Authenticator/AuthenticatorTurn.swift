public import Foundation

/// When the next code of an authenticator secret may be used.
public enum AuthenticatorTurn: Sendable, Equatable {
    /// Now, the code for this counter.
    case now(counter: UInt64)
    /// Not before this moment, then the code for this counter.
    case later(Date, counter: UInt64)
    /// The portal refused as many codes as may be tried: `code_rejected`.
    case over
}

extension AuthenticatorSecret {
    /// With less than this many seconds left a code may arrive too late.
    public static let shortestUse: TimeInterval = 5
    /// After this many refused codes no other is tried.
    public static let refusalLimit = 2

    /// Periods since 1970 (RFC 6238, 4.2).
    public func counter(at moment: Date) -> UInt64 {
        let seconds = moment.timeIntervalSince1970.rounded(.down)
        return seconds > 0 ? UInt64(seconds) / UInt64(period) : 0
    }

    /// When the period of a counter begins.
    public func start(of counter: UInt64) -> Date {
        Date(timeIntervalSince1970: Double(counter) * Double(period))
    }

    /// A portal refuses a code that it has taken already, so each period serves one sign-in.
    ///
    /// - Parameters:
    ///   - moment: By the portal's clock: see `SiteClock`.
    ///   - lastCounter: Of the code last given to this portal login, by any run; nil when there was none.
    ///   - refusals: Codes that the portal refused in this run. After the first the next period is tried.
    public func turn(at moment: Date, lastCounter: UInt64?, refusals: Int = 0) -> AuthenticatorTurn {
        guard refusals < Self.refusalLimit else { return .over }
        let current = counter(at: moment)
        let isLate = start(of: current + 1).timeIntervalSince(moment) < Self.shortestUse
        var wanted = isLate ? current + 1 : current
        if let lastCounter, lastCounter >= wanted, lastCounter - current <= reach { wanted = lastCounter + 1 }
        return wanted == current ? .now(counter: current) : .later(start(of: wanted), counter: wanted)
    }

    /// How many periods ahead a code may honestly have been used: as far as clocks are corrected. One further ahead was
    /// noted by a clock that was wrong, and binds nobody.
    private var reach: UInt64 { UInt64(SiteClock.limit) / UInt64(period) + 2 }
}
