/// Character references of HTML: `&amp;`, `&#8217;`, `&#x2019;`.
enum HTMLCharacters {
    /// The text with its references replaced; unknown names stay as they are.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes
        while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
            decoded += rest[..<start]
            rest = rest[start...]
            if let reference = Reference(rest) {
                decoded += String(reference.scalar).utf8
                rest = rest[reference.end...]
            } else {
                decoded.append(UInt8(ascii: "&"))
                rest = rest.dropFirst()
            }
        }
        return String(decoding: decoded + rest, as: UTF8.self)
    }

    /// A reference at the beginning of some bytes; the semicolon after a number may be missing.
    private struct Reference {
        let scalar: Unicode.Scalar
        let end: Int

        /// Bytes of the longest that is known.
        private static let limit = 12

        init?(_ bytes: ArraySlice<UInt8>) {
            let body = bytes.dropFirst().prefix(Self.limit)
            let name = body.prefix { $0 == UInt8(ascii: "#") || (48...57).contains($0) || (97...122).contains($0 | 32) }
            let isClosed = name.endIndex < bytes.endIndex && bytes[name.endIndex] == UInt8(ascii: ";")
            let word = String(decoding: name, as: UTF8.self)
            guard let scalar = word.hasPrefix("#") ? Self.scalar(number: word.dropFirst()) : HTMLCharacters.names[word],
                isClosed || word.hasPrefix("#")
            else { return nil }
            self.scalar = scalar
            end = name.endIndex + (isClosed ? 1 : 0)
        }

        private static func scalar(number: Substring) -> Unicode.Scalar? {
            let isHex = number.first == "x" || number.first == "X"
            guard let value = isHex ? UInt32(number.dropFirst(), radix: 16) : UInt32(number) else { return nil }
            return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
        }
    }

    /// Those that mails in English, Spanish, French and German use.
    private static let names: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "\u{AD}",
        "zwnj": "\u{200C}", "zwj": "\u{200D}", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}",
        "ndash": "\u{2013}", "mdash": "\u{2014}", "lsquo": "\u{2018}", "rsquo": "\u{2019}", "ldquo": "\u{201C}",
        "rdquo": "\u{201D}", "laquo": "\u{AB}", "raquo": "\u{BB}", "hellip": "\u{2026}", "bull": "\u{2022}",
        "middot": "\u{B7}", "copy": "\u{A9}", "reg": "\u{AE}", "trade": "\u{2122}", "euro": "\u{20AC}",
        "pound": "\u{A3}", "cent": "\u{A2}", "yen": "\u{A5}", "deg": "\u{B0}", "iexcl": "\u{A1}", "iquest": "\u{BF}",
        "aacute": "á", "eacute": "é", "iacute": "í", "oacute": "ó", "uacute": "ú", "ntilde": "ñ", "uuml": "ü",
        "Aacute": "Á", "Eacute": "É", "Iacute": "Í", "Oacute": "Ó", "Uacute": "Ú", "Ntilde": "Ñ", "Uuml": "Ü",
        "agrave": "à", "egrave": "è", "ugrave": "ù", "acirc": "â", "ecirc": "ê", "icirc": "î", "ocirc": "ô",
        "ucirc": "û", "euml": "ë", "iuml": "ï", "ccedil": "ç", "Agrave": "À", "Egrave": "È", "Ccedil": "Ç",
        "auml": "ä", "ouml": "ö", "szlig": "ß", "Auml": "Ä", "Ouml": "Ö",
    ]
}
