import Domain
import Foundation
import Testing

@testable import Web

@Suite("Times and lengths in words")
struct MomentTests {
    private static let distances: [(Double, String)] = [
        (0, "just now"), (-44, "just now"), (44, "in a moment"), (-45, "1 min ago"), (-89, "1 min ago"),
        (-91, "2 min ago"), (-3569, "59 min ago"), (-3571, "1 h ago"), (7200, "in 2 h"), (-84_000, "23 h ago"),
        (-86_400, "1 day ago"), (-1_123_200, "13 days ago"), (-1_209_600, "2 weeks ago"),
        (-5_270_400, "2 months ago"), (31_536_000, "in 12 months"), (-94_672_800, "3 years ago"),
    ]

    @Test("a distance is told in the largest unit that still says something", arguments: distances)
    func relative(seconds: Double, words: String) {
        #expect(Moment.relative(of: Sample.now.addingTimeInterval(seconds), now: Sample.now) == words)
    }

    @Test("the exact time names day, minute and zone, and machines get the same instant")
    func exact() {
        let moment = Moment(Date(timeIntervalSince1970: 1_767_225_545), now: Sample.now)
        #expect(moment.exact == "31 Dec 2025, 23:59 UTC")
        #expect(moment.iso == "2025-12-31T23:59:05Z")
    }

    private static let spans: [(Double, String)] = [
        (-1, "0 s"), (0.04, "0.0 s"), (0.84, "0.8 s"), (12.4, "12 s"), (125, "2 min 5 s"), (3725, "1 h 2 min"),
    ]

    @Test("lengths are short", arguments: spans)
    func lengths(seconds: Double, words: String) { #expect(CalendarWords.length(seconds) == words) }

    @Test("a written date is read out, and anything else stays as it is")
    func writtenDates() {
        #expect(CalendarWords.day(written: "2026-10-03") == "3 Oct 2026")
        #expect(CalendarWords.day(written: "2026-13-03") == "2026-13-03")
        #expect(CalendarWords.day(written: "soon") == "soon")
    }

    @Test("money carries its currency")
    func money() {
        #expect(Money(minorUnits: 123_456, currency: "USD").text == "$1,234.56")
        #expect(Money(minorUnits: -50, currency: "EUR").text == "-€0.50")
    }
}
