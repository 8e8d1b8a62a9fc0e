/// Why bytes are no JSON. Carries the place, never the bytes.
struct JSONFault: Error, Equatable {
    let offset: Int
}

extension JSON {
    /// Reads one JSON value that fills the bytes; nesting is limited to 256 levels.
    init(_ bytes: [UInt8]) throws(JSONFault) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.document()
    }

    init(_ text: String) throws(JSONFault) {
        try self.init(Array(text.utf8))
    }
}

/// A recursive-descent reader of RFC 8259 text. Unpaired surrogates become U+FFFD, as page text may hold them.
private struct JSONParser {
    let bytes: [UInt8]
    var offset = 0
    var depth = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private var fault: JSONFault { JSONFault(offset: offset) }
    private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func document() throws(JSONFault) -> JSON {
        let value = try value()
        skipSpace()
        guard current == nil else { throw fault }
        return value
    }

    private mutating func value() throws(JSONFault) -> JSON {
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try nested { parser throws(JSONFault) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(JSONFault) in try parser.list() }
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ body: (inout JSONParser) throws(JSONFault) -> JSON
    ) throws(JSONFault) -> JSON {
        guard depth < 256 else { throw fault }
        depth += 1
        defer { depth -= 1 }
        offset += 1
        return try body(&self)
    }

    private mutating func object() throws(JSONFault) -> JSON {
        var members: [String: JSON] = [:]
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            let name = try string()
            guard take(UInt8(ascii: ":")) else { throw fault }
            members[name] = try value()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw fault }
        return .object(members)
    }

    private mutating func list() throws(JSONFault) -> JSON {
        var items: [JSON] = []
        if take(UInt8(ascii: "]")) { return .list(items) }
        repeat { items.append(try value()) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw fault }
        return .list(items)
    }

    private mutating func string() throws(JSONFault) -> String {
        guard current == UInt8(ascii: "\"") else { throw fault }
        offset += 1
        let start = offset
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { offset += 1 }
        guard current != UInt8(ascii: "\"") else {
            defer { offset += 1 }
            return String(decoding: bytes[start..<offset], as: UTF8.self)
        }
        return try escapedString(from: start)
    }

    private mutating func escapedString(from start: Int) throws(JSONFault) -> String {
        var text = Array(bytes[start..<offset])
        while let byte = current, byte >= 0x20 {
            offset += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += String(try escape()).utf8
            default: text.append(byte)
            }
        }
        throw fault
    }

    private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
        guard let byte = current else { throw fault }
        offset += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw fault
        }
    }

    private mutating func unicodeEscape() throws(JSONFault) -> Unicode.Scalar {
        let first = try hex4()
        guard (0xD800...0xDBFF).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        let afterFirst = offset
        guard current == UInt8(ascii: "\\"), offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "u") else {
            return "\u{FFFD}"
        }
        offset += 2
        let second = try hex4()
        guard (0xDC00...0xDFFF).contains(second) else {
            offset = afterFirst
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hex4() throws(JSONFault) -> UInt32 {
        guard offset + 4 <= bytes.count else { throw fault }
        var value: UInt32 = 0
        for byte in bytes[offset..<offset + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw fault }
            value = value << 4 | UInt32(digit)
        }
        offset += 4
        return value
    }

    private mutating func number() throws(JSONFault) -> JSON {
        let start = offset
        while let byte = current, "+-.eE0123456789".utf8.contains(byte) { offset += 1 }
        guard offset > start, let number = Double(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
            throw fault
        }
        return .number(number)
    }

    private mutating func word(_ word: String, _ value: JSON) throws(JSONFault) -> JSON {
        guard bytes[offset...].starts(with: word.utf8) else { throw fault }
        offset += word.utf8.count
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard current == byte else { return false }
        offset += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }
}
