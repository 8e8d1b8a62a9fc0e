import Foundation

/// Undoes what MIME does to texts on their way: transfer encodings, character sets, encoded words.
enum TransferText {
    /// The bytes behind a transfer encoding; unknown encodings are taken as they are.
    static func bytes(_ body: ArraySlice<UInt8>, encoding: String) -> [UInt8] {
        switch encoding.lowercased() {
        case "base64":
            let text = String(decoding: body, as: UTF8.self)
            return Data(base64Encoded: text, options: .ignoreUnknownCharacters).map(Array.init) ?? []
        case "quoted-printable": return unquoted(body)
        default: return Array(body)
        }
    }

    /// UTF-8 and US-ASCII as they are, everything else as Latin-1.
    static func text(_ bytes: [UInt8], charset: String) -> String {
        switch charset.lowercased() {
        case "utf-8", "us-ascii", "": String(decoding: bytes, as: UTF8.self)
        default: String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) }))
        }
    }

    /// A header with its encoded words read (RFC 2047).
    static func words(_ header: String) -> String {
        header
            .replacing(/(\?=)\s+(=\?)/) { "\($0.output.1)\($0.output.2)" }
            .replacing(/=\?([^?\s]+)\?([BbQq])\?([^?\s]*)\?=/) { word in
                let body = Array(word.output.3.utf8)
                let read =
                    word.output.2.lowercased() == "b"
                    ? bytes(body[...], encoding: "base64") : unquoted(body.map { $0 == 0x5f ? 0x20 : $0 }[...])
                return text(read, charset: String(word.output.1))
            }
    }

    private static func unquoted(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var place = body.startIndex
        while place < body.endIndex {
            let byte = body[place]
            let rest = body[(place + 1)...].prefix(2)
            if byte == 0x3d, let value = UInt8(String(decoding: rest, as: UTF8.self), radix: 16), rest.count == 2 {
                bytes.append(value)
                place += 3
            } else if byte == 0x3d, rest.first == 0x0d || rest.first == 0x0a {
                place += Array(rest) == [0x0d, 0x0a] ? 3 : 2
            } else {
                bytes.append(byte)
                place += 1
            }
        }
        return bytes
    }
}
