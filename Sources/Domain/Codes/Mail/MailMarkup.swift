/// HTML cut into tags and text, in one pass and without ever looking back. What is broken in it is taken as a browser
/// takes it, as far as mails need that.
struct MailMarkup: IteratorProtocol {
    enum Piece {
        case text(String)
        case open(MailTag)
        case close(String)
    }

    private let bytes: [UInt8]
    private var index = 0

    init(_ html: String) { bytes = Array(html.utf8.prefix(MailText.sourceLimit)) }

    /// Elements whose content is not markup, and not for reading.
    private static let unreadElements: Set = [
        "iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp",
    ]

    mutating func next() -> Piece? {
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<"), let following = byte(at: index + 1) else { return text() }
            switch following {
            case UInt8(ascii: "!"), UInt8(ascii: "?"): skipDeclaration()
            case UInt8(ascii: "/") where byte(at: index + 2).map(Self.isLetter) ?? false:
                index += 2
                let name = self.name()
                skip(past: UInt8(ascii: ">"))
                return .close(name)
            case _ where Self.isLetter(following):
                index += 1
                let tag = MailTag(name: name(), attributes: attributes())
                guard Self.unreadElements.contains(tag.name) else { return .open(tag) }
                skip(past: tag.name)
            default: return text()
            }
        }
        return nil
    }

    /// Text up to the next `<`; one that opens no tag belongs to it.
    private mutating func text() -> Piece {
        let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        defer { index = end }
        return .text(HTMLCharacters.decoded(bytes[index..<end]))
    }

    private mutating func name() -> String {
        let end = bytes[index...].firstIndex { Self.isSpace($0) || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") }
        defer { index = end ?? bytes.count }
        // No element that matters has a longer name.
        return String(decoding: bytes[index..<(end ?? bytes.count)].prefix(16), as: UTF8.self).lowercased()
    }

    /// Those that say how an element looks, up to and with the tag's end.
    private mutating func attributes() -> [String: String] {
        var attributes: [String: String] = [:]
        while let byte = byte(at: index) {
            if byte == UInt8(ascii: ">") {
                index += 1
                break
            }
            if Self.isSpace(byte) || byte == UInt8(ascii: "/") {
                index += 1
                continue
            }
            let (name, value) = attribute()
            if MailTag.attributesOfLooks.contains(name), attributes[name] == nil { attributes[name] = value }
        }
        return attributes
    }

    private mutating func attribute() -> (name: String, value: String) {
        let start = index
        index += 1
        while let byte = byte(at: index), !Self.isSpace(byte), !"=/>".utf8.contains(byte) { index += 1 }
        let name = String(decoding: bytes[start..<index].prefix(16), as: UTF8.self).lowercased()
        let afterName = index
        skipSpaces()
        guard byte(at: index) == UInt8(ascii: "=") else {
            index = afterName
            return (name, "")
        }
        index += 1
        skipSpaces()
        return (name, value())
    }

    private mutating func value() -> String {
        guard let first = byte(at: index) else { return "" }
        let isQuoted = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        let start = isQuoted ? index + 1 : index
        let end = bytes[start...].firstIndex { isQuoted ? $0 == first : Self.isSpace($0) || $0 == UInt8(ascii: ">") }
        index = end.map { isQuoted ? $0 + 1 : $0 } ?? bytes.count
        return HTMLCharacters.decoded(bytes[start..<(end ?? bytes.count)].prefix(1024))
    }

    /// Comments, conditional ones too, end at `-->`; all else that begins with `<!` or `<?` at `>`.
    private mutating func skipDeclaration() {
        guard bytes[index...].starts(with: "<!--".utf8) else { return skip(past: UInt8(ascii: ">")) }
        index += 2
        var dashes = 0
        while let byte = byte(at: index) {
            index += 1
            if byte == UInt8(ascii: ">"), dashes >= 2 { return }
            dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
        }
    }

    /// To the end tag of an element whose content is not read; to the end when there is none.
    private mutating func skip(past name: String) {
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = start + 1
            guard byte(at: index) == UInt8(ascii: "/") else { continue }
            index += 1
            if String(decoding: bytes[index...].prefix(name.utf8.count), as: UTF8.self).lowercased() == name {
                return skip(past: UInt8(ascii: ">"))
            }
        }
        index = bytes.count
    }

    private mutating func skip(past end: UInt8) {
        index = bytes[index...].firstIndex(of: end).map { $0 + 1 } ?? bytes.count
    }

    private mutating func skipSpaces() {
        while let byte = byte(at: index), Self.isSpace(byte) { index += 1 }
    }

    private func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) }
}
