import Domain
import Foundation

/// Dates, times and lists as the reader writes them: in his language, by the clock on his wall.
struct ReaderFormat: Sendable {
    let language: DoorstepLanguage
    let zone: TimeZone

    /// `November 26, 2029`, `26 de noviembre de 2029`.
    func day(_ date: Date) -> String {
        date.formatted(Date.FormatStyle(date: .long, time: .omitted, locale: locale, timeZone: zone))
    }

    /// The last day on which something that ends at this moment still holds: an end at midnight is the day before.
    func lastDay(_ end: Date) -> String { day(end.addingTimeInterval(-1)) }

    /// `November 26, 2029 at 3:04 PM EST`.
    func moment(_ date: Date) -> String {
        let style = Date.FormatStyle(locale: locale, timeZone: zone)
            .day().month(.abbreviated).year().hour().minute().timeZone()
        return date.formatted(style)
    }

    /// `Harbor`, `Harbor and Metro`, `Harbor, Metro, and Valley`.
    func list(_ names: [String]) -> String { names.formatted(.list(type: .and).locale(locale)) }

    /// `8 min 20 s`, the same in both languages.
    func length(_ seconds: TimeInterval) -> String {
        let whole = max(0, Int(seconds.rounded()))
        return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }

    private var locale: Locale {
        switch language {
        case .english: Locale(identifier: "en_US")
        case .spanish: Locale(identifier: "es_US")
        }
    }
}
