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
        let moment = Moment(Date(timeIntervalSince1970: 1_767_225_545), now: Sample.now, in: .utc)
        #expect(moment.exact == "31 Dec 2025, 23:59 UTC")
        #expect(moment.iso == "2025-12-31T23:59:05Z")
    }

    private static let zones: [(String, String, String)] = [
        ("America/New_York", "30 Jun 2026, 20:30 EDT", "31 Dec 2025, 19:30 EST"),
        ("Europe/Berlin", "1 Jul 2026, 02:30 CEST", "1 Jan 2026, 01:30 CET"),
        ("Europe/London", "1 Jul 2026, 01:30 BST", "1 Jan 2026, 00:30 GMT"),
        ("Australia/Sydney", "1 Jul 2026, 10:30 AEST", "1 Jan 2026, 11:30 AEDT"),
        ("Asia/Tokyo", "1 Jul 2026, 09:30 UTC+9", "1 Jan 2026, 09:30 UTC+9"),
        ("Asia/Kathmandu", "1 Jul 2026, 06:15 UTC+5:45", "1 Jan 2026, 06:15 UTC+5:45"),
        ("America/Sao_Paulo", "30 Jun 2026, 21:30 UTC−3", "31 Dec 2025, 21:30 UTC−3"),
        ("UTC", "1 Jul 2026, 00:30 UTC", "1 Jan 2026, 00:30 UTC"),
    ]

    @Test("a zone tells its own day and hour, and is called as it is called then", arguments: zones)
    func inZones(name: String, summer: String, winter: String) throws {
        let zone = try #require(ZoneName(name))
        #expect(Moment(Date(timeIntervalSince1970: 1_782_865_800), now: Sample.now, in: zone).exact == summer)
        let moment = Moment(Date(timeIntervalSince1970: 1_767_227_400), now: Sample.now, in: zone)
        #expect(moment.exact == winter)
        #expect(moment.iso == "2026-01-01T00:30:00Z", "machines get the instant itself")
    }

    @Test("every zone of the list has a name at every season")
    func everyZone() throws {
        for name in ZoneName.all {
            let zone = try #require(ZoneName(name))
            for date in [Sample.now, Sample.ago(180)] {
                let text = ZoneAbbreviation.text(of: zone, at: date)
                #expect(text.wholeMatch(of: /[A-Z]{2,5}|UTC[+−]\d{1,2}(:\d\d)?/) != nil, "\(name): \(text)")
            }
        }
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
