/// Everybody who has a login at a portal, the same user names at each.
struct Cast: Sendable {
    let seed: UInt64
    let portal: Portal

    /// By user name, in lower case.
    var logins: [String: Login] {
        let all = players + crowd
        return Dictionary(uniqueKeysWithValues: all.map { ($0.username, $0) })
    }

    /// Logins `user001` … `user500`, for load.
    static let crowdSize = 500

    private var players: [Login] {
        let works = [
            login("sunny", "Sunny Alvarez", .works, [1]),
            login("family", "Priya & Tom Raman", .works, [2, 2]),
            login("business", "Copper Kettle Bakery LLC", .works, [1, 2, 4]),
            login("pat@example.com", "Pat Lindqvist", .works, [2]),
        ]
        let others = Behaviour.allCases.filter { $0 != .works }
        return works
            + others.map { behaviour in
                login(behaviour.rawValue, Self.name(of: behaviour), behaviour, [1])
            }
    }

    private var crowd: [Login] {
        (1...Self.crowdSize).map { number in
            let digits = String(number)
            let username = "user" + String(repeating: "0", count: 3 - digits.count) + digits
            var dice = Dice(seed, "\(portal.rawValue)/\(username)/name")
            let name = "\(dice.pick(from: Self.firstNames)) \(dice.pick(from: Self.lastNames))"
            return login(username, name, .works, [1], isOfTheCrowd: true)
        }
    }

    /// `meters` holds the number of meters of each account.
    private func login(
        _ username: String, _ name: String, _ behaviour: Behaviour, _ meters: [Int], isOfTheCrowd: Bool = false
    ) -> Login {
        let accounts = meters.enumerated().map { index, count in
            ServiceAccount(seed: seed, portal: portal, username: username, index: index, meterCount: count)
        }
        return Login(
            username: username, customerName: name, isOfTheCrowd: isOfTheCrowd, behaviour: behaviour,
            accounts: accounts, setup: CodeSetup(seed: seed, portal: portal, username: username))
    }

    private static func name(of behaviour: Behaviour) -> String {
        var dice = Dice(7, behaviour.rawValue)
        return "\(dice.pick(from: firstNames)) \(dice.pick(from: lastNames))"
    }

    private static let firstNames = [
        "Alma", "Bruno", "Carmen", "Dmitri", "Esther", "Farid", "Grace", "Hiro", "Ines", "Jonas", "Kavya", "Leon",
        "Marta", "Noor", "Oscar", "Petra", "Quinn", "Rosa", "Samuel", "Tessa", "Umar", "Vera", "Wendell", "Ximena",
    ]
    private static let lastNames = [
        "Abbott", "Brandt", "Castillo", "Doyle", "Ellison", "Fontaine", "Greer", "Hale", "Iverson", "Jimenez", "Kowal",
        "Larkin", "Mbeki", "Nakamura", "Okafor", "Pruitt", "Reyes", "Sandoval", "Thorne", "Ueda", "Vance", "Whitaker",
    ]
}
