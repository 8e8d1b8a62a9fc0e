import Domain

/// An amount as a portal prints it: `$1,234.56`, `-12.00`, `(12.00)`, `12.00 CR`, `1.234,56 €`.
enum MoneyText {
    /// The amount in minor units of the currency; nil when the text is not one amount. A credit is negative.
    static func money(in text: String, currency: String, decimalMark: Character) -> Money? {
        let upper = text.uppercased()
        let digits = upper.filter { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
        guard digits.first?.isNumber == true || digits.first == decimalMark, isOneNumber(upper) else { return nil }
        let halves = digits.split(separator: decimalMark, omittingEmptySubsequences: false)
        let places = fractionDigits(of: currency)
        guard halves.count <= 2 else { return nil }
        let fraction = halves.count == 2 ? String(halves[1]) : ""
        let whole = halves[0].filter(\.isNumber)
        guard fraction.allSatisfy(\.isNumber), fraction.count <= places, whole.count <= 15 else { return nil }
        let padded = fraction + String(repeating: "0", count: places - fraction.count)
        guard let units = Int64(whole + padded) else { return nil }
        let isCredit = upper.contains("-") || upper.contains("\u{2212}") || upper.contains("(") || upper.contains("CR")
        return Money(minorUnits: isCredit ? -units : units, currency: currency)
    }

    /// Whether the digits stand together, so that two amounts are never read as one.
    private static func isOneNumber(_ text: String) -> Bool {
        guard let first = text.firstIndex(where: { $0.isASCII && $0.isNumber }),
            let last = text.lastIndex(where: { $0.isASCII && $0.isNumber })
        else { return false }
        return text[first...last].allSatisfy { ($0.isASCII && $0.isNumber) || $0 == "." || $0 == "," }
    }

    /// Digits after the decimal mark. Source: ISO 4217, the currencies that differ from two.
    private static func fractionDigits(of currency: String) -> Int {
        switch currency {
        case "JPY", "KRW", "CLP", "ISK", "VND", "XAF", "XOF", "XPF", "UGX", "RWF", "PYG": 0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        default: 2
        }
    }
}
