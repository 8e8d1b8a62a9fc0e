import Foundation

/// Writes a message as RFC 5322 and MIME (RFC 2045) want it.
struct MIMEMessage: Sendable {
    /// How the text of a part goes over the wire.
    enum Encoding: String, Sendable {
        case plain = "7bit"
        case quotedPrintable = "quoted-printable"
        case base64
    }

    indirect enum Part: Sendable {
        /// `kind` is `plain` or `html`.
        case text(String, kind: String, encoding: Encoding)
        case file(name: String, type: String, bytes: [UInt8])
        /// Lines of ASCII that machines read.
        case lines(String, type: String)
        /// `kind` is `alternative`, `mixed`, or `report` with its parameter.
        case several([Part], kind: String, boundary: String)
    }

    /// In the order in which they are written; values are ASCII.
    let headers: [(name: String, value: String)]
    let body: Part

    var bytes: [UInt8] {
        let head = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        return Array((head + "MIME-Version: 1.0\r\n" + Self.written(body)).utf8)
    }

    private static func written(_ part: Part) -> String {
        switch part {
        case .text(let text, let kind, let encoding):
            "Content-Type: text/\(kind); charset=\(encoding == .plain ? "us-ascii" : "utf-8")\r\n"
                + "Content-Transfer-Encoding: \(encoding.rawValue)\r\n\r\n\(encoded(text, as: encoding))"
        case .file(let name, let type, let bytes):
            "Content-Type: \(type); name=\"\(name)\"\r\nContent-Transfer-Encoding: base64\r\n"
                + "Content-Disposition: attachment; filename=\"\(name)\"\r\n\r\n\(base64(Data(bytes)))"
        case .lines(let text, let type): "Content-Type: \(type)\r\n\r\n\(encoded(text, as: .plain))"
        case .several(let parts, let kind, let boundary):
            "Content-Type: multipart/\(kind); boundary=\"\(boundary)\"\r\n\r\n"
                + parts.map { "--\(boundary)\r\n\(written($0))\r\n" }.joined() + "--\(boundary)--\r\n"
        }
    }

    private static func encoded(_ text: String, as encoding: Encoding) -> String {
        switch encoding {
        case .plain: lines(of: text).joined(separator: "\r\n")
        case .quotedPrintable: lines(of: text).map(quoted).joined(separator: "\r\n")
        case .base64: base64(Data(lines(of: text).joined(separator: "\r\n").utf8))
        }
    }

    private static func lines(of text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private static func base64(_ data: Data) -> String {
        data.base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    }

    /// One line by RFC 2045, section 6.7: at most 76 characters, no blank at its end.
    private static func quoted(_ line: Substring) -> String {
        var text = ""
        var width = 0
        let bytes = Array(line.utf8)
        for (place, byte) in bytes.enumerated() {
            let isBlankAtEnd = (byte == 0x20 || byte == 0x09) && place == bytes.count - 1
            let isLiteral = (0x20...0x7e).contains(byte) && byte != 0x3d && !isBlankAtEnd
            let piece = isLiteral ? String(UnicodeScalar(byte)) : "=" + Self.hex(byte)
            if width + piece.count > 75 {
                text += "=\r\n"
                width = 0
            }
            text += piece
            width += piece.count
        }
        return text
    }

    private static func hex(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    /// `Wed, 18 Mar 2026 11:00:00 -0400`
    static func date(_ instant: Date, in zone: TimeZone) -> String {
        let day = CivilDate(of: instant, in: zone)
        let offset = zone.secondsFromGMT(for: instant)
        let seconds = Int((instant.timeIntervalSince1970 + Double(offset)).rounded(.down)) - day.ordinal * 86_400
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][(day.ordinal % 7 + 7) % 7]
        let month = day.short.prefix(3)
        let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map(two).joined(separator: ":")
        let zoneText = (offset < 0 ? "-" : "+") + two(abs(offset) / 3_600) + two(abs(offset) / 60 % 60)
        return "\(weekday), \(day.day) \(month) \(day.year) \(time) \(zoneText)"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
