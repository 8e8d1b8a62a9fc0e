/// Base32 (RFC 4648, 6) as authenticator secrets are written.
enum Base32 {
    enum Fault: Error { case foreignCharacter, incomplete }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// Letters in either case; padding may stand at the end, and need not.
    static func decoded(_ text: String) throws(Fault) -> [UInt8] {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        let characters = text.utf8.reversed().drop { $0 == UInt8(ascii: "=") }.reversed()
        for character in characters {
            guard let value = value(of: character) else { throw .foreignCharacter }
            bits = bits << 5 | value
            count += 5
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        // A whole byte needs at least two characters; what is left over must be less than one.
        guard count < 5 else { throw .incomplete }
        return bytes
    }

    /// Without padding.
    static func encoded(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(alphabet[Int(bits >> UInt32(count) & 31)])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << UInt32(5 - count) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case 65...90: UInt32(character - 65)
        case 97...122: UInt32(character - 97)
        case 50...55: UInt32(character - 50 + 26)
        default: nil
        }
    }
}
