import Foundation

extension String {
    /// Without what could end a header or a line, or turn the direction of what follows.
    var onOneLine: String {
        let bare = String(String.UnicodeScalarView(unicodeScalars.map { $0.isLineBreaking ? " " : $0 }))
        let shown = String(String.UnicodeScalarView(bare.unicodeScalars.filter { !$0.turnsDirection }))
        return shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Its lines that say something, each on one line.
    var lines: [String] {
        split(whereSeparator: \.isNewline).map { String($0).onOneLine }.filter { !$0.isEmpty }
    }

    func cut(to count: Int) -> String { self.count <= count ? self : prefix(count - 1) + "…" }
}

extension Unicode.Scalar {
    fileprivate var isLineBreaking: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    fileprivate var turnsDirection: Bool {
        (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }
}

extension [String] {
    /// Each once, in order.
    var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
