import Domain
import Foundation
import Testing

@Suite("Days and zones")
struct CalendarDayTests {
    @Test("a day is read, written and compared as the calendar has it")
    func days() throws {
        let leap = try #require(CalendarDay("2024-02-29"))
        #expect((leap.year, leap.month, leap.day) == (2024, 2, 29))
        #expect(leap.text == "2024-02-29")
        #expect(CalendarDay("0987-01-02")?.text == "0987-01-02")
        let later = try #require(CalendarDay("2024-03-01"))
        #expect(leap < later && !(later < leap))
    }

    @Test(
        "what no calendar has is no day",
        arguments: [
            "", "2026", "2026-1-1", "2026-13-01", "2026-00-01", "2026-02-29", "1900-02-29", "2026-04-31", "2026-01-00",
            "0000-01-01", "2026-01-01T00:00", "2026/01/01", "-026-01-01", "٢٠٢٦-٠١-٠١", "2026-01-01 ",
        ])
    func noDay(_ text: String) { #expect(CalendarDay(text) == nil) }

    @Test("an instant falls on the day that its zone has then")
    func instants() throws {
        let newYear = Date(timeIntervalSince1970: 1_767_225_600)
        let york = try #require(ZoneName("America/New_York"))
        #expect(CalendarDay(newYear, in: .gmt).text == "2026-01-01")
        #expect(CalendarDay(newYear, in: york.zone).text == "2025-12-31")
    }

    @Test("a zone has a name of the list, and nothing else is one")
    func zones() {
        #expect(ZoneName(" Europe/Berlin ")?.text == "Europe/Berlin")
        #expect(ZoneName("UTC") == .utc)
        for text in ["", "Berlin", "GMT+25", "Europe/Atlantis", "utc", "../../etc/passwd"] {
            #expect(ZoneName(text) == nil, "\(text)")
        }
        #expect(ZoneName.all.contains("UTC") && ZoneName.all == ZoneName.all.sorted())
        #expect(ZoneName.all.allSatisfy { ZoneName($0) != nil })
    }
}
