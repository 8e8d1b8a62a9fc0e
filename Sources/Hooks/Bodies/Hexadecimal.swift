/// Bytes written as pairs of hex digits.
enum Hexadecimal {
    /// Either case; nil for an odd number of digits and for anything else.
    static func bytes(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { byte(digits[$0..<$0 + 2]) }
        return bytes.count * 2 == digits.count ? bytes : nil
    }

    /// Two digits.
    static func byte(_ pair: some Collection<UInt8>) -> UInt8? {
        let digits = pair.compactMap(digit)
        return digits.count == 2 ? digits[0] << 4 | digits[1] : nil
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
