/// `application/x-www-form-urlencoded` as the URL standard has it.
public enum FormEncoding {
    /// Names and values in the order they were sent. Nil for a broken percent sequence or text that is not UTF-8.
    public static func decoded(_ text: String) -> [(name: String, value: String)]? {
        var pairs: [(String, String)] = []
        for part in text.split(separator: "&") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decodedPart(sides[0]), let value = decodedPart(sides.count == 2 ? sides[1] : "") else {
                return nil
            }
            pairs.append((name, value))
        }
        return pairs
    }

    /// A value for a query: everything but letters, digits and `-._~` as percent sequences.
    public static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }

    private static func decodedPart(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(32)
            case UInt8(ascii: "%"):
                guard rest.count >= 2, let digits = String(rest.prefix(2)), digits.utf8.allSatisfy(isHexDigit),
                    let decoded = UInt8(digits, radix: 16)
                else { return nil }
                bytes.append(decoded)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }
}
