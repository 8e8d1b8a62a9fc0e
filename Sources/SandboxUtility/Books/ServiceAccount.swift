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
