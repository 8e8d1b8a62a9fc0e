/// A customer's account at a utility, with its meters.
struct ServiceAccount: Sendable, Equatable {
    /// The portal's own id, stable for ever.
    let id: String
    /// As printed on bills.
    let number: String
    let serviceAddress: String
    let meters: [ServiceMeter]

    init(seed: UInt64, portal: Portal, username: String, index: Int, meterCount: Int) {
        let path = "\(portal.rawValue)/\(username)/\(index)"
        var dice = Dice(seed, path)
        let digits = dice.digits(10)
        (id, number) = Self.format(digits, at: portal)
        serviceAddress =
            "\(100 + dice.next() % 8_900) \(dice.pick(from: Self.streets)), \(dice.pick(from: Self.towns(of: portal)))"
        meters = (0..<meterCount).map { place in
            let commodities = Self.commodities(of: portal)
            return ServiceMeter(
                seed: seed, path: "\(path)/meter/\(place)", commodity: commodities[place % commodities.count])
        }
    }

    private static func format(_ digits: String, at portal: Portal) -> (id: String, number: String) {
        let d = Array(digits)
        func cut(_ range: Range<Int>) -> String { String(d[range]) }
        return switch portal {
        case .harbor: (digits, "\(cut(0..<2))-\(cut(2..<6))-\(cut(6..<10))")
        case .metro: ("acct_\(digits)", "\(cut(0..<4)) \(cut(4..<7)) \(cut(7..<10))")
        case .valley: ("VWD\(cut(0..<8))", "0\(cut(0..<2))-\(cut(2..<8))-\(cut(8..<10))")
        }
    }

    private static func commodities(of portal: Portal) -> [Commodity] {
        switch portal {
        case .harbor: [.electricity, .water]
        case .metro: [.electricity, .gas]
        case .valley: [.water]
        }
    }

    private static func towns(of portal: Portal) -> [String] {
        switch portal {
        case .harbor: ["Port Lindell, ME 04090", "Graymouth, ME 04093", "Saint Orin, NH 03842"]
        case .metro: ["Kessler City, IL 60498", "North Kessler, IL 60497", "Fairmount Park, IL 60429"]
        case .valley: ["Arroyo Verde, CA 93299", "Dos Palmas, CA 93298", "Tula Springs, CA 93271"]
        }
    }

    private static let streets = [
        "Alder Street", "Beacon Road", "Canal Street", "Dover Lane", "Elm Court", "Foundry Way", "Garnet Avenue",
        "Hollis Street", "Ivy Terrace", "Juniper Drive", "Keel Street", "Lantern Hill", "Mercer Avenue", "Nolan Place",
        "Orchard Road", "Pilot Street", "Quarry Road", "Rowan Drive", "Sexton Avenue", "Tanner Lane",
    ]
}

enum Commodity: String, Sendable, Codable, CaseIterable {
    case electricity, gas, water

    var label: String {
        switch self {
        case .electricity: "Electricity"
        case .gas: "Natural gas"
        case .water: "Water"
        }
    }

    /// The unit that bills are counted in.
    var unit: String {
        switch self {
        case .electricity: "kWh"
        case .gas: "therms"
        case .water: "kgal"
        }
    }

    /// Price of one unit, in thousandths of a cent.
    var rate: Int {
        switch self {
        case .electricity: 17_420
        case .gas: 132_600
        case .water: 704_000
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
        case .water: 310
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

/// One meter and the use it measured, the same for ever.
struct ServiceMeter: Sendable, Equatable {
    let number: String
    let commodity: Commodity
    private let series: UInt64
    /// Per cent of a usual customer.
    private let size: Int

    /// The first day that any meter measured.
    static let firstDay = CivilDate(year: 2018, month: 1, day: 1)

    init(seed: UInt64, path: String, commodity: Commodity) {
        var dice = Dice(seed, path)
        let letter =
            switch commodity {
            case .electricity: "E"
            case .gas: "G"
            case .water: "W"
            }
        number = letter + dice.digits(8)
        size = 70 + Int(dice.next() % 90)
        series = dice.next()
        self.commodity = commodity
    }

    /// Use of one day, in thousandths of the commodity's unit.
    func use(on day: CivilDate) -> Int {
        var dice = Dice(series, at: day.ordinal)
        let mood = 80 + Int(dice.next() % 41)
        return commodity.usualDay * commodity.seasons[day.month - 1] * size * mood / 1_000_000
    }

    /// Use of each hour of a day, in thousandths; the hours add up to the day. `hours` is 23, 24 or 25.
    func hourlyUse(on day: CivilDate, hours: Int) -> [Int] {
        let total = use(on: day)
        let weights = (0..<hours).map { Self.hourWeights[$0 % 24] }
        let sum = weights.reduce(0, +)
        var spent = 0
        return weights.enumerated().map { hour, weight in
            let share = hour == hours - 1 ? total - spent : total * weight / sum
            spent += share
            return share
        }
    }

    private static let hourWeights = [
        24, 21, 20, 19, 20, 26, 38, 48, 44, 38, 36, 37, 39, 38, 37, 40, 48, 62, 70, 68, 60, 50, 39, 30,
    ]
}
