public import Foundation

/// How much is asked for, before anybody has agreed: how far back, and whether what comes later too. A consent makes an
/// `AuthorizationScope` of it.
public struct ScopeChoice: Sendable, Equatable, Codable {
    /// Nil: all that the utility shows.
    public var monthsBack: Int?
    /// False: only what is there on the day of consent.
    public var isOngoing: Bool

    public init(monthsBack: Int? = nil, isOngoing: Bool = true) {
        self.monthsBack = monthsBack
        self.isOngoing = isOngoing
    }

    public static let everything = ScopeChoice()

    /// What people choose from, besides everything.
    public static let offeredMonths = [12, 24, 36]

    /// Who wants more means everything.
    public static let mostMonths = 300

    /// What somebody agrees to who agrees to this now.
    public func scope(at now: Date, in zone: TimeZone) -> AuthorizationScope {
        AuthorizationScope(
            data: Set(SharedData.allCases), monthsBack: monthsBack,
            ongoingEnd: isOngoing ? nil : CalendarDay(now, in: zone))
    }
}

extension AuthorizationScope {
    /// The choice that it came from.
    public var choice: ScopeChoice { ScopeChoice(monthsBack: monthsBack, isOngoing: ongoingEnd == nil) }
}
