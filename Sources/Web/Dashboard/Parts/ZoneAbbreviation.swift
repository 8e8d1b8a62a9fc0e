import Domain
import Foundation
import Synchronization

/// What people call a time zone at some moment: `EST`, `CEST`, `UTC+5:45`.
enum ZoneAbbreviation {
    /// A zone at one of its offsets: every moment of it is called the same.
    private struct Season: Hashable {
        let zone: String
        let seconds: Int
        let isDaylight: Bool
    }

    private static let known = Mutex<[Season: String]>([:])

    /// English has short names for a zone where that zone is at home; elsewhere it is told by its distance.
    private static let homes = ["en_US", "en_GB", "en_AU", "en_NZ", "en_IN", "en_ZA"].map { Locale(identifier: $0) }

    static func text(of name: ZoneName, at date: Date) -> String {
        guard name != .utc else { return "UTC" }
        let season = Season(
            zone: name.text, seconds: name.zone.secondsFromGMT(for: date),
            isDaylight: name.zone.isDaylightSavingTime(for: date))
        if let text = known.withLock({ $0[season] }) { return text }
        let text = found(name.zone, at: date, seconds: season.seconds)
        known.withLock { $0[season] = text }
        return text
    }

    private static func found(_ zone: TimeZone, at date: Date, seconds: Int) -> String {
        for home in homes {
            let style = Date.FormatStyle(locale: home, timeZone: zone).timeZone(.specificName(.short))
            let text = date.formatted(style)
            if !text.hasPrefix("GMT"), !text.isEmpty { return text }
        }
        return seconds == 0 ? "GMT" : distance(seconds)
    }

    private static func distance(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        let rest = minutes % 60 == 0 ? "" : ":" + (minutes % 60 < 10 ? "0" : "") + String(minutes % 60)
        return "UTC\(seconds < 0 ? "−" : "+")\(minutes / 60)\(rest)"
    }
}
