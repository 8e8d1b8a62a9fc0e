/// Chance that can be repeated.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Makes messages worse: flips bytes, cuts, repeats, swaps pieces and throws in what parsers stumble over.
struct Mutator {
    private var chance: SplitMix
    private static let stumbles: [[UInt8]] = [
        "\r\n", "\n", "\r", "\r\n\r\n", "--", "--b", "--b--", "=?utf-8?B?", "?=", "\"", "(", "<", ">", ":", ";", "=",
        "%",
        "Content-Type: multipart/mixed; boundary=b\r\n", "Content-Type: message/rfc822\r\n\r\n", "charset=utf-7",
        "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: x-uuencode\r\n", "From: a:b:c:;\r\n",
        "Content-Type: message/partial; id=1; number=1\r\n", "Content-Type: multipart/signed; boundary=b\r\n",
        "Content-Type: application/pkcs7-mime\r\n", "filename*99999999999=x", "boundary=\"\"", "\u{0}", "ÿþ",
    ].map { Array($0.utf8) }

    init(seed: UInt64) { chance = SplitMix(seed: seed) }

    mutating func mutated(_ raw: [UInt8]) -> [UInt8] {
        var bytes = raw
        for _ in 0..<Int.random(in: 1...8, using: &chance) where !bytes.isEmpty { mutate(&bytes) }
        return Array(bytes.prefix(200_000))
    }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        let place = Int.random(in: 0..<bytes.count, using: &chance)
        let end = min(bytes.count, place + Int.random(in: 1...200, using: &chance))
        switch Int.random(in: 0..<6, using: &chance) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
        case 1: bytes.removeSubrange(place..<end)
        case 2:
            let piece = Array(bytes[place..<end])
            let times = Int.random(in: 1...50, using: &chance)
            bytes.insert(contentsOf: repeatElement(piece, count: times).joined(), at: place)
        case 3: bytes.insert(contentsOf: Self.stumbles.randomElement(using: &chance) ?? [], at: place)
        case 4: bytes.removeSubrange(place...)
        default:
            let piece = Array(bytes[place..<end])
            bytes.removeSubrange(place..<end)
            bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &chance))
        }
    }
}
