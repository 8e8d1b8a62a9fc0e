/// Numbers that look random and are the same for the same seed and purpose, in every process and on every system.
struct Dice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(_ seed: UInt64, _ purpose: String) {
        // FNV-1a over the purpose, then mixed with the seed.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        state = hash ^ Self.mix(seed)
    }

    /// A throw that depends on a number, for series: cheap, no text is hashed.
    init(_ series: UInt64, at index: Int) {
        state = Self.mix(series ^ UInt64(bitPattern: Int64(index)))
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return Self.mix(state)
    }

    mutating func pick<Element>(from list: [Element]) -> Element {
        list[Int(next() % UInt64(list.count))]
    }

    /// `count` decimal digits, the first not 0.
    mutating func digits(_ count: Int) -> String {
        (0..<count).map { place in String(place == 0 ? 1 + next() % 9 : next() % 10) }.joined()
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
