import Domain
import Foundation

/// An instant for people: relative to read, exact on hover and for machines.
struct Moment: Sendable, Equatable {
    /// RFC 3339 in UTC, for `<time datetime>`.
    let iso: String
    /// `21 Nov 2026, 04:10 UTC`, in the reader's zone.
    let exact: String
    /// `3 min ago`, `in 2 h`.
    let relative: String

    init(_ date: Date, now: Date, in zone: ZoneName) {
        iso = date.formatted(.iso8601)
        exact = CalendarWords.exact(date, in: zone)
        relative = Self.relative(of: date, now: now)
    }

    /// The distance in the largest unit that still says something. The script in the page counts the same way.
    static func relative(of date: Date, now: Date) -> String {
        let seconds = date.timeIntervalSince(now)
        let size = abs(seconds)
        guard size >= 45 else { return seconds > 0 ? "in a moment" : "just now" }
        let (count, unit) = largestUnit(of: size)
        return seconds > 0 ? "in \(count) \(unit)" : "\(count) \(unit) ago"
    }

    private static func largestUnit(of seconds: TimeInterval) -> (count: Int, unit: String) {
        let day = 86_400.0
        return switch seconds {
        case ..<(59.5 * 60): (max(1, Int((seconds / 60).rounded())), "min")
        case ..<(23.5 * 3600): (max(1, Int((seconds / 3600).rounded())), "h")
        case ..<(13.5 * day): counted(seconds / day, "day")
        case ..<(59.5 * day): counted(seconds / (7 * day), "week")
        case ..<(729.5 * day): counted(seconds / (30.44 * day), "month")
        default: counted(seconds / (365.25 * day), "year")
        }
    }

    private static func counted(_ amount: Double, _ unit: String) -> (count: Int, unit: String) {
        let count = max(1, Int(amount.rounded()))
        return (count, count == 1 ? unit : unit + "s")
    }
}

/// Dates and lengths in words, the same on every machine; days are UTC's unless a zone is named.
enum CalendarWords {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `21 Nov 2026, 04:10 UTC`, `20 Nov 2026, 23:10 EST`.
    static func exact(_ date: Date, in zone: ZoneName) -> String {
        let parts = components(of: date, in: zone.zone)
        let time = "\(twoDigits(parts.hour)):\(twoDigits(parts.minute))"
        return "\(day(parts)) \(parts.year ?? 0), \(time) \(ZoneAbbreviation.text(of: zone, at: date))"
    }

    /// `21 Nov`.
    static func day(_ date: Date) -> String { day(components(of: date, in: .gmt)) }

    /// `3 Dec`, by the calendar of a zone.
    static func day(_ date: Date, in zone: ZoneName) -> String { day(components(of: date, in: zone.zone)) }

    /// `3 Oct 2026` out of `2026-10-03`; text that is no such date stays as it is.
    static func day(written text: String) -> String {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1...12).contains(parts[1]) else { return text }
        return "\(parts[2]) \(months[parts[1] - 1]) \(parts[0])"
    }

    /// `0.8 s`, `12 s`, `2 min 5 s`, `1 h 2 min`.
    static func length(_ seconds: TimeInterval) -> String {
        let whole = Int(seconds.rounded())
        return switch seconds {
        case ..<0: "0 s"
        case ..<9.95: "\((seconds * 10).rounded() / 10) s"
        case ..<59.5: "\(whole) s"
        case ..<3600: "\(whole / 60) min \(whole % 60) s"
        default: "\(whole / 3600) h \(whole % 3600 / 60) min"
        }
    }

    /// A length as people round it: `40 seconds`, `3 minutes`.
    static func span(_ seconds: TimeInterval) -> String {
        let whole = Int(seconds.rounded())
        guard whole >= 90 else { return whole == 1 ? "1 second" : "\(max(0, whole)) seconds" }
        return "\(Int((seconds / 60).rounded())) minutes"
    }

    private static func day(_ parts: DateComponents) -> String {
        "\(parts.day ?? 0) \(months[(parts.month ?? 1) - 1])"
    }

    private static func components(of date: Date, in zone: TimeZone) -> DateComponents {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
    }

    private static func twoDigits(_ number: Int?) -> String {
        let text = String(number ?? 0)
        return text.count == 1 ? "0" + text : text
    }
}
