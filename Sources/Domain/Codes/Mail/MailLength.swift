/// A length of a style: `16px`, `1.2em`, `0`.
struct MailLength {
    private let number: Double
    private let unit: Substring

    init?(_ text: String) {
        let digits = text.prefix { ("0"..."9").contains($0) || $0 == "." }
        guard let number = Double(digits) else { return nil }
        self.number = number
        unit = text[digits.endIndex...]
    }

    /// In parts of the surrounding size.
    var isRelative: Bool { unit == "em" || unit == "%" }

    var isNothing: Bool { number == 0 }

    /// Too small to read: 0 or 1 pixel.
    var isTiny: Bool {
        switch unit {
        case "em", "rem": number <= 0.1
        case "%": number <= 10
        default: number <= 1
        }
    }

    /// Half as large again as running text.
    var isLarge: Bool {
        switch unit {
        case "em", "rem": number >= 1.5
        case "%": number >= 150
        case "pt": number >= 15
        default: number >= 20
        }
    }
}
