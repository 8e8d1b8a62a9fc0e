/// Finished markup. Interpolated text is escaped for element content and for double-quoted attributes; interpolated
/// `HTML` is taken as it is.
struct HTML: ExpressibleByStringInterpolation, Sendable, Equatable {
    let markup: String

    init(stringLiteral markup: String) { self.markup = markup }

    init(stringInterpolation parts: Interpolation) { markup = parts.markup }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate(set) var markup = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        mutating func appendLiteral(_ literal: String) { markup += literal }

        mutating func appendInterpolation(_ text: String) { markup += HTML.escape(text) }

        mutating func appendInterpolation(_ number: Int) { markup += String(number) }

        mutating func appendInterpolation(_ html: HTML) { markup += html.markup }

        mutating func appendInterpolation(_ list: [HTML]) {
            for html in list { markup += html.markup }
        }
    }

    /// Works on unicode scalars: a combining mark after `<` must not hide it.
    static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
