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
        let plain = text.utf8.count { (0x20...0x7E).contains($0) }
        let encoding = EncodedWord.Encoding(isMostlyASCII: plain * 2 > text.utf8.count)
        var word = EncodedWord(encoding)
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if line.room < word.length(adding: bytes), !word.isEmpty {
                line.append(word.text)
                word = EncodedWord(encoding)
            }
            word.append(bytes)
        }
        if !word.isEmpty { line.append(word.text) }
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

/// `=?utf-8?Q?Zo=C3=AB?=`; no character is cut in two.
struct EncodedWord {
    /// How bytes become ASCII; the letters of RFC 2047.
    enum Encoding: String {
        case base64 = "B"
        case quoted = "Q"

        init(isMostlyASCII: Bool) { self = isMostlyASCII ? .quoted : .base64 }
    }

    private let encoding: Encoding
    private var bytes: [UInt8] = []

    init(_ encoding: Encoding) { self.encoding = encoding }

    var isEmpty: Bool { bytes.isEmpty }

    var text: String { "=?utf-8?\(encoding.rawValue)?\(encoded(bytes))?=" }

    func length(adding more: [UInt8]) -> Int { 12 + encoded(bytes + more).utf8.count }

    mutating func append(_ more: [UInt8]) { bytes += more }

    private func encoded(_ bytes: [UInt8]) -> String {
        switch encoding {
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
