/// A bill as the utility issued it. Money in cents.
struct UtilityBill: Sendable, Equatable {
    struct Line: Sendable, Equatable {
        let meter: ServiceMeter
        let previousReading: Int
        let presentReading: Int
        let energyCharge: Int
        let customerCharge: Int

        /// In the commodity's unit: the difference of the two readings.
        var usage: Int { presentReading - previousReading }
    }

    /// Stable for ever; unique within the account.
    let id: String
    let periodStart: CivilDate
    /// The last day of the period.
    let periodEnd: CivilDate
    let issuedOn: CivilDate
    let dueOn: CivilDate
    let lines: [Line]
    let tax: Int
    let isInterim: Bool

    var subtotal: Int { lines.reduce(0) { $0 + $1.energyCharge + $1.customerCharge } }
    var total: Int { subtotal + tax }
}

/// Cents as people write them.
func dollars(_ cents: Int) -> String {
    let whole = String(cents / 100)
    let part = cents % 100
    var grouped = ""
    for (place, digit) in whole.enumerated() {
        if place > 0, (whole.count - place) % 3 == 0 { grouped += "," }
        grouped.append(digit)
    }
    return "$\(grouped).\(part < 10 ? "0" : "")\(part)"
}
