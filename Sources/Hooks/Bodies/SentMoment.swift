import Foundation

/// When a sender says that something was sent.
enum SentMoment {
    /// Reads seconds or milliseconds since 1970, or ISO 8601. Nil for anything else and for times that cannot be: before 2000,
    /// or more than a day ahead of `now`.
    static func read(_ text: String?, at now: Date) -> Date? {
        guard let text, text.utf8.count <= 40, let date = number(text) ?? iso8601(text) else { return nil }
        return date.timeIntervalSince1970 > 946_684_800 && date < now.addingTimeInterval(86_400) ? date : nil
    }

    private static func number(_ text: String) -> Date? {
        guard let number = Double(text), number.isFinite else { return nil }
        // 100,000,000,000 seconds are in the year 5138, as milliseconds in 1973.
        return Date(timeIntervalSince1970: number >= 100_000_000_000 ? number / 1000 : number)
    }

    private static func iso8601(_ text: String) -> Date? {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        if let date = formatter.date(from: text) { return date }
        formatter.formatOptions = .withInternetDateTime
        return formatter.date(from: text)
    }
}
