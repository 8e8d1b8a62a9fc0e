public import Foundation

/// How long a consent is to last. Source of the forms: UtilityAPI's scope key `expires`; the units are our choice.
public enum AuthorizationTerm: Sendable, Equatable {
    /// "Indefinite access": until somebody revokes it.
    case untilRevoked
    case span(Int, Unit)
    /// Up to and including this day, by the customer's calendar.
    case until(CalendarDay)

    public enum Unit: String, CaseIterable, Sendable { case days = "d", weeks = "w", months = "m", years = "y" }

    /// Three years.
    public static let usual = AuthorizationTerm.span(3, .years)

    /// Longer spans are refused: who wants more means "until revoked".
    public static let mostYears = 25

    /// Reads `until_revoked`, `3y`, `18m`, `2w`, `7d` or `2029-12-31`; anything else is nil.
    public init?(_ text: String) {
        let bare = text.trimmingCharacters(in: .whitespaces)
        if bare == "until_revoked" {
            self = .untilRevoked
        } else if let day = CalendarDay(bare) {
            self = .until(day)
        } else if let unit = bare.last.flatMap({ Unit(rawValue: String($0)) }), let count = Int(bare.dropLast()),
            count >= 1, count <= unit.most, bare.first?.isNumber == true
        {
            self = .span(count, unit)
        } else {
            return nil
        }
    }

    /// As it is stored and as the APIs write it; `init` reads it back.
    public var text: String {
        switch self {
        case .untilRevoked: "until_revoked"
        case .span(let count, let unit): "\(count)\(unit.rawValue)"
        case .until(let day): day.text
        }
    }

    /// When a consent of this moment ends; nil: until revoked. Spans follow the calendar of the zone: three years from
    /// 29 February end on 28 February, and a day has 23 or 25 hours when clocks change.
    public func end(from start: Date, in zone: TimeZone) -> Date? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        switch self {
        case .untilRevoked: return nil
        case .span(let count, let unit):
            return calendar.date(byAdding: unit.component, value: unit == .weeks ? count * 7 : count, to: start)
        case .until(let day):
            let parts = DateComponents(year: day.year, month: day.month, day: day.day)
            return calendar.date(from: parts).flatMap { calendar.date(byAdding: .day, value: 1, to: $0) }
        }
    }
}

extension AuthorizationTerm.Unit {
    fileprivate var component: Calendar.Component {
        switch self {
        case .days, .weeks: .day
        case .months: .month
        case .years: .year
        }
    }

    fileprivate var most: Int {
        switch self {
        case .days: AuthorizationTerm.mostYears * 366
        case .weeks: AuthorizationTerm.mostYears * 53
        case .months: AuthorizationTerm.mostYears * 12
        case .years: AuthorizationTerm.mostYears
        }
    }
}
