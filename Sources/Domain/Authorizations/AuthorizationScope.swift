public import Foundation

/// What a customer lets be collected.
public struct AuthorizationScope: Sendable, Equatable, Codable {
    /// How many months back from the day of consent; nil: all that the utility shows.
    public var monthsBack: Int?
    /// Nothing dated later is collected; nil: as long as the authorization lasts.
    public var ongoingEnd: String?
    /// In the order of `SharedData.allCases`.
    public var data: [SharedData]

    public init(data: Set<SharedData>, monthsBack: Int? = nil, ongoingEnd: CalendarDay? = nil) {
        self.data = SharedData.allCases.filter(data.contains)
        self.monthsBack = monthsBack
        self.ongoingEnd = ongoingEnd?.text
    }

    public static let everything = AuthorizationScope(data: Set(SharedData.allCases))

    /// The days that it reaches over, for a consent of this moment.
    public func days(from consent: Date, in zone: TimeZone) -> CollectedDays {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let first = monthsBack.flatMap { calendar.date(byAdding: .month, value: -$0, to: consent) }
        return CollectedDays(
            first: first.map { CalendarDay($0, in: zone) }, last: ongoingEnd.flatMap { CalendarDay($0) })
    }
}

/// The days of whose bills something may be kept, both ends included.
public struct CollectedDays: Sendable, Equatable {
    /// Nil: however old.
    public let first: CalendarDay?
    /// Nil: without an end.
    public let last: CalendarDay?

    public init(first: CalendarDay?, last: CalendarDay?) {
        self.first = first
        self.last = last
    }

    /// Whether something of this day may be kept.
    /// - Parameter day: `YYYY-MM-DD`. What cannot be read is in only where there are no limits.
    public func contain(_ day: String) -> Bool {
        guard first != nil || last != nil else { return true }
        guard let day = CalendarDay(day) else { return false }
        return first.map { $0 <= day } ?? true && last.map { day <= $0 } ?? true
    }
}

/// The kinds of data that are asked for.
public enum SharedData: String, CaseIterable, Sendable, Codable {
    /// Bills with their amounts and documents.
    case bills
    /// How much was used, and when.
    case usage
    /// Account and meter numbers, tariff, service address.
    case accountDetails = "account_details"
}
