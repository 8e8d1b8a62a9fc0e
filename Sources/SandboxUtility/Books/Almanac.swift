import Foundation

/// What the sandbox knows of time: the day it was opened, and which bills exist on a day.
struct Almanac: Sendable {
    let openedAt: Date

    static let monthsKept = 24

    /// Newest first. Each bill covers a calendar month and is issued on the 5th of the next; the last 24 are kept.
    ///
    /// With `interim`, one more bill stands on top: from the end of the newest month to the day before the sandbox
    /// was opened, as after a change of meters. The month's own bill replaces it.
    func bills(of account: ServiceAccount, at portal: Portal, on today: CivilDate, interim: Bool) -> [UtilityBill] {
        let zone = portal.timeZone
        let openingDay = CivilDate(of: openedAt, in: zone)
        var periods = Self.periods(before: today)
        let newestAtOpening = Self.newestPeriod(before: openingDay)
        let listsInterim = interim && newestAtOpening == periods.last
        if listsInterim {
            let start = newestAtOpening.end.adding(days: 1)
            periods.append(Period(start: start, end: openingDay.adding(days: -1), issuedOn: openingDay))
        }
        let readings = account.meters.map { Self.readings(of: $0, at: periods) }
        return periods.indices.reversed().map { index in
            let lines = zip(account.meters, readings).map { meter, reading in
                Self.line(of: meter, from: reading[index].previous, to: reading[index].present)
            }
            let subtotal = lines.reduce(0) { $0 + $1.energyCharge + $1.customerCharge }
            let period = periods[index]
            let isInterim = listsInterim && index == periods.count - 1
            return UtilityBill(
                id: Self.id(of: period, isInterim: isInterim), periodStart: period.start, periodEnd: period.end,
                issuedOn: period.issuedOn, dueOn: period.issuedOn.adding(days: 21), lines: lines,
                tax: subtotal * 52 / 1_000, isInterim: isInterim)
        }
    }

    private struct Period: Equatable {
        let start: CivilDate
        let end: CivilDate
        let issuedOn: CivilDate
    }

    private static func periods(before today: CivilDate) -> [Period] {
        let newest = newestPeriod(before: today).start
        return (0..<monthsKept).reversed().map { age in month(newest.month - age, of: newest.year) }
    }

    private static func newestPeriod(before today: CivilDate) -> Period {
        month(today.month - (today.day >= 5 ? 1 : 2), of: today.year)
    }

    /// `month` may lie outside 1...12; years carry.
    private static func month(_ month: Int, of year: Int) -> Period {
        Period(
            start: CivilDate(year: year, month: month, day: 1),
            end: CivilDate(year: year, month: month + 1, day: 1).adding(days: -1),
            issuedOn: CivilDate(year: year, month: month + 1, day: 5))
    }

    /// Whole units on the meter's face before and after each period.
    private static func readings(of meter: ServiceMeter, at periods: [Period]) -> [(previous: Int, present: Int)] {
        var day = ServiceMeter.firstDay
        var thousandths = 0
        func read(before end: CivilDate) -> Int {
            while day < end {
                thousandths += meter.use(on: day)
                day = day.adding(days: 1)
            }
            return thousandths / 1_000
        }
        return periods.map { period in
            let previous = read(before: period.start)
            return (previous, read(before: period.end.adding(days: 1)))
        }
    }

    private static func line(of meter: ServiceMeter, from previous: Int, to present: Int) -> UtilityBill.Line {
        UtilityBill.Line(
            meter: meter, previousReading: previous, presentReading: present,
            energyCharge: (present - previous) * meter.commodity.rate / 1_000,
            customerCharge: meter.commodity.customerCharge)
    }

    private static func id(of period: Period, isInterim: Bool) -> String {
        let month = String(period.start.iso.replacing("-", with: "").prefix(6))
        return isInterim ? "\(month)-I\(period.issuedOn.iso.replacing("-", with: ""))" : month
    }
}
