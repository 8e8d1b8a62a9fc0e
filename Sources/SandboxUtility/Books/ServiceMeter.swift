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
