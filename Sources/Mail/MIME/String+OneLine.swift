extension String {
    /// On one line, in at most so many bytes of UTF-8: controls and line separators become spaces.
    func oneLine(bytes limit: Int) -> String {
        var line = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028
            line.append(isControl || scalar.value == 0x2029 ? " " : scalar)
        }
        return String(line).prefix(bytes: limit)
    }

    /// The same with single spaces, none at the ends, and so many characters at most: somebody else's words, for a page.
    func quotation(_ limit: Int) -> String {
        let words = prefix(bytes: limit * 32).oneLine(bytes: .max).split(separator: " ")
        let visible = words.joined(separator: " ").unicodeScalars.filter { !$0.turnsText && $0 != "\u{FFFD}" }
        return String(String(String.UnicodeScalarView(visible)).prefix(limit))
    }
}

extension Unicode.Scalar {
    /// Makes what stands behind it run another way, so that it can be read as something else.
    var turnsText: Bool { (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) }
}
