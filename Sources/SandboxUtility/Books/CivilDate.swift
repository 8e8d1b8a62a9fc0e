import Foundation

/// A calendar day without a time, Gregorian.
struct CivilDate: Sendable, Equatable, Comparable, Hashable {
    /// Days since 1970-01-01.
    let ordinal: Int

    init(ordinal: Int) { self.ordinal = ordinal }

    /// `month` may lie outside 1...12; years carry.
    init(year: Int, month: Int, day: Int) {
        let months = year * 12 + month - 1
        let yearFromMarch = (months - 2) / 12
        let monthFromMarch = (months - 2) % 12
        let leapDays = yearFromMarch / 4 - yearFromMarch / 100 + yearFromMarch / 400
        ordinal = yearFromMarch * 365 + leapDays + (153 * monthFromMarch + 2) / 5 + day - 1 - 719_468
    }

    init(of instant: Date, in zone: TimeZone) {
        let seconds = instant.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: instant))
        ordinal = Int((seconds / 86_400).rounded(.down))
    }

    var year: Int { parts.year }
    /// 1 to 12.
    var month: Int { parts.month }
    var day: Int { parts.day }

    func adding(days: Int) -> CivilDate { CivilDate(ordinal: ordinal + days) }

    /// The instant at which the day begins there.
    func start(in zone: TimeZone) -> Date {
        let midnight = Date(timeIntervalSince1970: Double(ordinal) * 86_400)
        let guess = midnight.addingTimeInterval(-Double(zone.secondsFromGMT(for: midnight)))
        return midnight.addingTimeInterval(-Double(zone.secondsFromGMT(for: guess)))
    }

    /// `2026-03-02`
    var iso: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }
    /// `03/02/2026`
    var slashed: String { "\(Self.two(month))/\(Self.two(day))/\(year)" }
    /// `Mar 2, 2026`
    var short: String { "\(Self.monthNames[month - 1].prefix(3)) \(day), \(year)" }

    static func < (left: CivilDate, right: CivilDate) -> Bool { left.ordinal < right.ordinal }

    private var parts: (year: Int, month: Int, day: Int) {
        let days = ordinal + 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
