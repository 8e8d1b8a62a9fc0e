/// A colour of a style, as six hexadecimal digits, so that equal ones compare equal.
struct MailColor {
    let hex: String

    /// `#fff`, `#ffffff`, `ffffff`, `rgb(255, 255, 255)`, and the names that preheaders use. Nil for all others.
    init?(_ text: String) {
        let text = TextRules.trimmed(text.lowercased())
        guard let hex = Self.names[text] ?? Self.digits(of: text) ?? Self.components(of: text) else {
            return nil
        }
        self.hex = hex
    }

    private static func digits(of text: String) -> String? {
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        guard digits.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else { return nil }
        switch digits.utf8.count {
        case 3: return digits.map { "\($0)\($0)" }.joined()
        case 6: return String(digits)
        default: return nil
        }
    }

    private static func components(of text: String) -> String? {
        guard text.hasPrefix("rgb"), let open = text.firstIndex(of: "("), text.hasSuffix(")") else { return nil }
        let parts = text[text.index(after: open)...].dropLast().split { $0 == "," || $0 == " " || $0 == "/" }
        let numbers = parts.compactMap { UInt8($0) }
        guard numbers.count >= 3 else { return nil }
        return numbers.prefix(3).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static let names: [String: String] = [
        "white": "ffffff", "black": "000000", "red": "ff0000", "gray": "808080", "grey": "808080", "silver": "c0c0c0",
        "whitesmoke": "f5f5f5", "lightgray": "d3d3d3", "lightgrey": "d3d3d3", "snow": "fffafa", "ivory": "fffff0",
    ]
}
