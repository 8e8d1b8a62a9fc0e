import Foundation

/// A message as the heuristic sees it: the subject as its first line, then the beginning of the body, in one spelling
/// (mfa-code relay, 1.3 and 1.4). Positions are indices into `scalars`.
struct CodeText {
    /// A run of letters and digits, in lower case.
    struct Word {
        let range: Range<Int>
        let text: String
    }

    /// Only the body's first characters are looked at.
    static let bodyLimit = 600
    static let subjectLimit = 200

    let scalars: [Unicode.Scalar]
    /// Where the body begins.
    let bodyStart: Int
    let words: [Word]

    init(subject: String?, body: String) {
        let subject = subject.map { Self.plain($0, limit: Self.subjectLimit).map { $0 == "\n" ? " " : $0 } } ?? []
        let head = subject.isEmpty ? [] : subject + ["\n"]
        scalars = head + Self.plain(body, limit: Self.bodyLimit)
        bodyStart = head.count
        words = Self.words(of: scalars)
    }

    /// NFKC without invisible characters; one kind of line end, space, dash and quotation mark; no runs of spaces.
    private static func plain(_ text: String, limit: Int) -> [Unicode.Scalar] {
        // Cut before NFKC: one scalar may unfold into eighteen, and long runs of marks cost more than linear time.
        let beginning = String(visible(text, limit: limit * 4))
        return beginning.precomposedStringWithCompatibilityMapping.unicodeScalars.prefix(limit).map(plain)
    }

    private static func visible(_ text: String, limit: Int) -> String.UnicodeScalarView {
        var visible = String.UnicodeScalarView()
        var count = 0
        var breaks = 2
        var isSpaced = false
        for scalar in text.unicodeScalars {
            if isLineEnd(scalar) {
                isSpaced = false
                if breaks < 2 { visible.append("\n") }
                breaks += 1
            } else if scalar.properties.isWhitespace {
                isSpaced = true
            } else if !scalar.properties.isDefaultIgnorableCodePoint {
                if isSpaced { visible.append(" ") }
                visible.append(scalar)
                (isSpaced, breaks, count) = (false, 0, count + 1)
                if count == limit { break }
            }
        }
        return visible
    }

    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }

    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "\u{2010}"..."\u{2015}", "\u{2212}": "-"
        case "\u{2018}", "\u{2019}", "\u{201A}": "'"
        case "\u{201C}", "\u{201D}", "\u{201E}", "\u{AB}", "\u{BB}": "\""
        default: scalar
        }
    }

    private static func words(of scalars: [Unicode.Scalar]) -> [Word] {
        var words: [Word] = []
        var start: Int?
        for index in 0...scalars.count {
            let isInside = index < scalars.count && scalars[index].isWordPart
            if isInside {
                start = start ?? index
            } else if let first = start {
                let text = String(String.UnicodeScalarView(scalars[first..<index])).lowercased()
                words.append(Word(range: first..<index, text: text))
                start = nil
            }
        }
        return words
    }
}

extension CodeText {
    func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

    /// The nearest words before a position and on its line, the nearest first.
    func words(before position: Int, limit: Int) -> [Word] {
        let lineStart = scalars[..<position].lastIndex(of: "\n") ?? 0
        return Array(
            words.prefix { $0.range.upperBound <= position }.reversed().prefix { $0.range.lowerBound >= lineStart }
                .prefix(limit))
    }

    /// The next words after a position and on its line.
    func words(after position: Int, limit: Int) -> [Word] {
        let lineEnd = scalars[position...].firstIndex(of: "\n") ?? scalars.count
        return Array(
            words.drop { $0.range.lowerBound < position }.prefix { $0.range.upperBound <= lineEnd }.prefix(limit))
    }

    /// The next character before a position that is no space, on the same line.
    func mark(before position: Int) -> Unicode.Scalar? { scalars[..<position].last { $0 != " " } }

    func mark(after position: Int) -> Unicode.Scalar? { scalars[position...].first { $0 != " " } }

    /// Whether nothing else is written on the line, or lines, of this range.
    func standsAlone(_ range: Range<Int>) -> Bool {
        let isPart = { (scalar: Unicode.Scalar) in scalar.isWordPart }
        let before = scalars[..<range.lowerBound].reversed().prefix { $0 != "\n" }
        let after = scalars[range.upperBound...].prefix { $0 != "\n" }
        return !before.contains(where: isPart) && !after.contains(where: isPart)
    }
}

extension Unicode.Scalar {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
    var isASCIILowercase: Bool { ("a"..."z").contains(self) }
    var isASCIILetter: Bool { isASCIILowercase || ("A"..."Z").contains(self) }
    /// What codes are made of.
    var isCodePart: Bool { isASCIIDigit || isASCIILetter }
    var isBlank: Bool { self == " " || self == "\n" }
    /// A letter or digit of any script.
    var isWordPart: Bool { isCodePart || (value > 127 && (properties.isAlphabetic || properties.numericType != nil)) }
}
