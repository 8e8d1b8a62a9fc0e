import Foundation
import Testing

@testable import SandboxUtility

@Suite("Calendar days") struct CivilDateTests {
    @Test("days agree with Foundation's calendar over two centuries") func agrees() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        for ordinal in stride(from: -20_000, through: 50_000, by: 37) {
            let day = CivilDate(ordinal: ordinal)
            let parts = calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(ordinal) * 86_400))
            #expect((day.year, day.month, day.day) == (parts.year, parts.month, parts.day))
            #expect(CivilDate(year: day.year, month: day.month, day: day.day) == day)
        }
    }

    @Test("months outside the year carry") func carries() {
        #expect(CivilDate(year: 2026, month: 0, day: 5).iso == "2025-12-05")
        #expect(CivilDate(year: 2026, month: -11, day: 5).iso == "2025-01-05")
        #expect(CivilDate(year: 2026, month: 13, day: 1).iso == "2027-01-01")
    }

    @Test("a day begins at local midnight, before and after the clocks change") func midnight() throws {
        let zone = Portal.harbor.timeZone
        for (day, hours) in [
            (CivilDate(year: 2026, month: 3, day: 8), 23), (CivilDate(year: 2026, month: 11, day: 1), 25),
        ] {
            let length = day.adding(days: 1).start(in: zone).timeIntervalSince(day.start(in: zone))
            #expect(length == Double(hours) * 3_600)
            #expect(CivilDate(of: day.start(in: zone), in: zone) == day)
            #expect(CivilDate(of: day.start(in: zone).addingTimeInterval(-1), in: zone) == day.adding(days: -1))
        }
    }
}
