import Domain
import Foundation

/// A brand's colour, and what can be read on it and beside it.
struct BrandColor: Sendable, Equatable {
    let red: Int
    let green: Int
    let blue: Int

    /// Tieline's own, for who has none.
    static let usual = BrandColor(red: 0x24, green: 0x47, blue: 0xC0)

    /// Nil unless it is `rrggbb`, with or without `#`.
    init?(_ text: String) {
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit), let value = Int(digits, radix: 16) else {
            return nil
        }
        self.init(red: value >> 16, green: (value >> 8) & 0xFF, blue: value & 0xFF)
    }

    init(of brand: Brand) { self = brand.color.flatMap { BrandColor($0) } ?? .usual }

    private init(red: Int, green: Int, blue: Int) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// `rrggbb`.
    var hex: String {
        [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    var css: String { "#" + hex }

    /// White or black: whichever is easier to read on it, at least 4.5 : 1.
    var ink: BrandColor { contrast(with: .white) >= contrast(with: .black) ? .white : .black }

    /// The nearest one, darker or lighter, that can be read as text on a paper: at least 4.5 : 1 (WCAG 2.2, 1.4.3).
    func readable(on paper: BrandColor) -> BrandColor {
        let target: BrandColor = paper.luminance > 0.5 ? .black : .white
        let steps = (0...20).lazy.map { mixed(with: target, share: Double($0) / 20) }
        return steps.first { $0.contrast(with: paper) >= 4.6 } ?? target
    }

    /// A little nearer to another one, for the pointer above a button.
    func mixed(with other: BrandColor, share: Double) -> BrandColor {
        func mix(_ own: Int, _ others: Int) -> Int {
            Int((Double(own) + (Double(others) - Double(own)) * share).rounded())
        }
        return BrandColor(
            red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    /// Contrast ratio, 1 to 21 (WCAG 2.2).
    func contrast(with other: BrandColor) -> Double {
        let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
        return (light + 0.05) / (dark + 0.05)
    }

    private var luminance: Double {
        func linear(_ channel: Int) -> Double {
            let share = Double(channel) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    static let white = BrandColor(red: 255, green: 255, blue: 255)
    static let black = BrandColor(red: 0, green: 0, blue: 0)
}
