/// Text of any charset as a string, whatever its sender claims.
enum MailTextDecoding {
    /// Never fails: an unknown or wrong charset is read as UTF-8 when that fits, else as Windows-1252, as browsers do.
    /// Line ends become LF; U+0000 and other controls are dropped.
    static func text(_ bytes: [UInt8], charset: String?) -> String {
        tidied(decoded(bytes, charset: charset?.lowercased() ?? ""))
    }

    private static func decoded(_ bytes: [UInt8], charset: String) -> String {
        switch charset {
        case "utf-8", "utf8": return String(decoding: bytes, as: UTF8.self)
        case "", "us-ascii", "ascii", "unknown-8bit", "default", "iso-8859-1", "latin1", "windows-1252", "cp1252":
            return guessed(bytes)
        default:
            guard let converted = GMimeParser.utf8(bytes, charset: charset) else { return guessed(bytes) }
            return String(decoding: converted, as: UTF8.self)
        }
    }

    private static func guessed(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = ""
        for byte in bytes { text.unicodeScalars.append(windows1252(byte)) }
        return text
    }

    /// 0x80 to 0x9F of Windows-1252; 0 where nothing is assigned.
    private static let high: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]

    private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        return Unicode.Scalar(high[Int(byte) - 0x80]).flatMap { $0.value == 0 ? nil : $0 } ?? "\u{FFFD}"
    }

    private static func tidied(_ text: String) -> String {
        var tidy = String.UnicodeScalarView()
        var last: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0D: tidy.append("\n")
            case 0x0A where last == "\r": break
            case 0x0A, 0x09: tidy.append(scalar)
            case 0..<0x20, 0x7F: break
            default: tidy.append(scalar)
            }
            last = scalar
        }
        return String(tidy)
    }
}

extension String {
    /// Without the line feeds at its end.
    var trimmingLineEnds: String {
        let last = unicodeScalars.lastIndex { $0 != "\n" }
        return last.map { String(self[...$0]) } ?? ""
    }

    /// The beginning of it in at most so many bytes of UTF-8, no character cut in two.
    func prefix(bytes: Int) -> String {
        guard utf8.count > bytes else { return self }
        var end = utf8.index(startIndex, offsetBy: bytes)
        while end > startIndex, end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}
