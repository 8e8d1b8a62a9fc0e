/// What a meter measures, and how it is priced and used.
enum Commodity: String, Sendable, CaseIterable {
    case electricity, gas, water

    var label: String {
        switch self {
        case .electricity: "Electricity"
        case .gas: "Natural gas"
        case .water: "Water"
        }
    }

    /// The unit that bills are counted in; CGAL is 100 US gallons.
    var unit: String {
        switch self {
        case .electricity: "kWh"
        case .gas: "therms"
        case .water: "CGAL"
        }
    }

    /// Price of one unit, in thousandths of a cent.
    var rate: Int {
        switch self {
        case .electricity: 17_420
        case .gas: 132_600
        case .water: 70_400
        }
    }

    /// Fixed charge of a period, in cents.
    var customerCharge: Int {
        switch self {
        case .electricity: 1_275
        case .gas: 1_490
        case .water: 1_860
        }
    }

    /// Usual use of a day, in thousandths of a unit.
    var usualDay: Int {
        switch self {
        case .electricity: 19_000
        case .gas: 1_600
        case .water: 3_100
        }
    }

    /// Per cent of the usual day, January to December.
    var seasons: [Int] {
        switch self {
        case .electricity: [112, 104, 92, 84, 88, 116, 142, 138, 108, 86, 92, 110]
        case .gas: [226, 204, 152, 88, 46, 26, 22, 22, 30, 72, 134, 196]
        case .water: [72, 72, 80, 92, 116, 142, 158, 154, 126, 96, 78, 72]
        }
    }
}
