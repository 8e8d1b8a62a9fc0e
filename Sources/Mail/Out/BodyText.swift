import Foundation

/// The text of a part, encoded so that it goes through every mail system as it is (RFC 2045).
struct BodyText: Sendable {
    /// The value of `Content-Transfer-Encoding`.
    let encoding: String
    /// Lines of at most 76 characters, each with CR LF at its end.
    let encoded: String

    /// Line ends of any kind are kept as line ends; controls are left out.
    init(_ text: String) {
        let lines = Self.lines(of: text)
        let count = lines.reduce(0) { $0 + $1.count }
        let strange = lines.reduce(0) { $0 + $1.count { $0 > 0x7E } }
        if strange * 2 > count {
            let bytes = lines.joined(separator: [0x0D, 0x0A])
            encoding = "base64"
            encoded = Self.base64(Array(bytes))
        } else {
            encoding = "quoted-printable"
            encoded = lines.map { Self.quoted($0) + "\r\n" }.joined()
        }
    }

    /// Bytes of any kind (RFC 2045, section 6.8).
    static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ]) + "\r\n"
    }

    /// Without the empty lines at the end.
    private static func lines(of text: String) -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        var last: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x0A where last == 0x0D: break
            case 0x0A, 0x0D: lines.append([])
            case 0x09, 0x20...0x7E, 0x80...: lines[lines.count - 1].append(byte)
            default: break
            }
            last = byte
        }
        while lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// One line by RFC 2045, section 6.7. A dot and a `From` at the beginning are encoded: some systems change those.
    private static func quoted(_ line: [UInt8]) -> String {
        var text = ""
        var width = 0
        let beginsLikeMailbox = line.starts(with: Array("From ".utf8))
        for (place, byte) in line.enumerated() {
            let isBlankAtEnd = (byte == 0x20 || byte == 0x09) && place == line.count - 1
            let isTouchy = place == 0 && (byte == UInt8(ascii: ".") || beginsLikeMailbox)
            let isLiteral = (byte == 0x09 || (0x20...0x7E).contains(byte)) && byte != 0x3D && !isBlankAtEnd && !isTouchy
            let piece = isLiteral ? String(UnicodeScalar(byte)) : "=" + hexadecimal(byte)
            // One column is left for the `=` of a soft line break.
            if width + piece.utf8.count > 75 {
                text += "=\r\n"
                width = 0
            }
            text += piece
            width += piece.utf8.count
        }
        return text
    }
}
