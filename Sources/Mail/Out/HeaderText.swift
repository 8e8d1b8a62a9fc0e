import Foundation

/// Header fields as they go over the wire: ASCII, lines of at most 76 characters where that is possible, and nothing in a
/// value that could begin a field of its own.
enum HeaderText {
    /// Characters of a line (RFC 2047, section 2).
    static let width = 76

    /// A field of words in any script.
    static func words(_ name: String, _ text: String) -> String {
        var line = FoldedLine("\(name):")
        append(clean(text), to: &line)
        return line.text
    }

    /// A field with one person.
    static func party(_ name: String, _ person: String, _ address: String) -> String {
        var line = FoldedLine("\(name):")
        let person = clean(person)
        if person.isEmpty {
            line.append(address)
        } else {
            if isPlain(person) { line.append("\"\(escaped(person))\"") } else { appendEncoded(person, to: &line) }
            line.append("<\(address)>")
        }
        return line.text
    }

    /// A field whose value is ASCII without blanks that matter, and is not broken.
    static func exact(_ name: String, _ value: String) -> String {
        var line = FoldedLine("\(name):")
        line.append(value)
        return line.text
    }

    // MARK: - Inside

    /// On one line; nothing that turns what stands behind it around.
    private static func clean(_ text: String) -> String {
        let visible = text.oneLine(bytes: .max).unicodeScalars.filter { !$0.turnsText }
        return String(String.UnicodeScalarView(visible)).split(separator: " ").joined(separator: " ")
    }

    /// ASCII that no reader takes for something encoded, and that a line holds.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?") && text.utf8.count <= 60
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }

    private static func append(_ text: String, to line: inout FoldedLine) {
        let words = text.split(separator: " ").map(String.init)
        guard words.allSatisfy(isPlain) else { return appendEncoded(text, to: &line) }
        for word in words { line.append(word) }
    }

    /// RFC 2047. Readers leave out the blanks between encoded words.
    private static func appendEncoded(_ text: String, to line: inout FoldedLine) {
        var rest = text.unicodeScalars.map { Array(String($0).utf8) }[...]
        let plain = text.utf8.count { (0x20...0x7E).contains($0) }
        let encoding: WordEncoding = plain * 2 > text.utf8.count ? .quoted : .base64
        while !rest.isEmpty {
            let count = encoding.longestWord(of: rest, room: line.room)
            line.append(encoding.word(rest.prefix(count).reduce(into: []) { $0 += $1 }))
            rest = rest.dropFirst(count)
        }
    }
}

/// A header field that is broken between words.
struct FoldedLine {
    private(set) var text: String
    private var column: Int
    private var isEmpty = true

    /// - Parameter start: The name with its colon.
    init(_ start: String) {
        text = start
        column = start.utf8.count
    }

    /// Characters that one more word may have on this line or, when that is too few to say anything, on the next.
    var room: Int {
        let here = HeaderText.width - column - 1
        return here < 24 ? HeaderText.width - 1 : here
    }

    mutating func append(_ word: String) {
        // A first word that no line holds stays beside the name.
        if column + 1 + word.utf8.count > HeaderText.width, !isEmpty || word.utf8.count < HeaderText.width {
            text += "\r\n"
            column = 0
        }
        text += " " + word
        column += 1 + word.utf8.count
        isEmpty = false
    }
}

/// How bytes become the ASCII of an encoded word; the letters of RFC 2047.
enum WordEncoding: String {
    case base64 = "B"
    case quoted = "Q"

    /// `=?utf-8?Q?Zo=C3=AB?=`
    func word(_ bytes: [UInt8]) -> String { "=?utf-8?\(rawValue)?\(encoded(bytes))?=" }

    /// How many characters a word may have; none of them is cut in two. Base64 stops where it needs no padding, if it can:
    /// some readers take padding for the end of everything.
    func longestWord(of characters: ArraySlice<[UInt8]>, room: Int) -> Int {
        var (bytes, length, longest, even) = (0, 12, 0, 0)
        for (place, character) in characters.enumerated() {
            bytes += character.count
            switch self {
            case .base64: length = 12 + (bytes + 2) / 3 * 4
            case .quoted: length += encoded(character).utf8.count
            }
            guard length <= room else { return max(even > 0 ? even : longest, 1) }
            longest = place + 1
            if self == .quoted || bytes % 3 == 0 { even = longest }
        }
        return longest
    }

    private func encoded(_ bytes: [UInt8]) -> String {
        switch self {
        case .base64: Data(bytes).base64EncodedString()
        // What may stand in a name, too (RFC 2047, section 5, rule 3).
        case .quoted:
            bytes.map { byte in
                switch byte {
                case 0x20: "_"
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(UnicodeScalar(byte))
                default: "=" + hexadecimal(byte)
                }
            }.joined()
        }
    }
}

/// Two digits in upper case.
func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) }
