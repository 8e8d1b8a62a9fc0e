/// The stretches of a text that hold numbers of another kind: web and mail addresses, and phone numbers. A candidate that
/// touches one is none.
struct NumberSpans {
    let ranges: [Range<Int>]

    init(in text: CodeText) { ranges = Self.addresses(in: text) + PhoneNumbers(in: text.scalars).ranges }

    func touch(_ range: Range<Int>) -> Bool { ranges.contains { $0.overlaps(range) } }

    private static func addresses(in text: CodeText) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for index in 0...text.scalars.count {
            let isGap =
                index == text.scalars.count || text.scalars[index].isBlank
                || text.scalars[index] == "<" || text.scalars[index] == ">"
            guard isGap else { continue }
            if start < index, isAddress(text.string(start..<index)) { ranges.append(start..<index) }
            start = index + 1
        }
        return ranges
    }

    private static func isAddress(_ token: String) -> Bool {
        if token.contains("://") || token.hasPrefix("www.") { return true }
        if let at = token.firstIndex(of: "@"), token[at...].contains(".") { return true }
        guard let slash = token.firstIndex(of: "/"), let dot = token.firstIndex(of: "."), dot < slash else {
            return false
        }
        return token.unicodeScalars.first?.isASCIILetter ?? false
    }
}

/// Phone numbers of North America in their groups (`800-555-0142`, `(800) 555 0142`, `555-0142`), and any with a plus.
private struct PhoneNumbers {
    private(set) var ranges: [Range<Int>] = []

    init(in scalars: [Unicode.Scalar]) {
        var index = 0
        while index < scalars.count {
            guard scalars[index].isASCIIDigit, index == 0 || !scalars[index - 1].isCodePart else {
                index += 1
                continue
            }
            let groups = Self.groups(from: index, in: scalars)
            note(groups, hasPlus: index > 0 && scalars[index - 1] == "+", dashed: { scalars[$0] == "-" })
            index = groups.last?.upperBound ?? index + 1
        }
    }

    /// Runs of digits with one separator between them, or two when one is a parenthesis.
    private static func groups(from start: Int, in scalars: [Unicode.Scalar]) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var index = start
        while index < scalars.count, scalars[index].isASCIIDigit {
            let end = scalars[index...].firstIndex { !$0.isASCIIDigit } ?? scalars.count
            groups.append(index..<end)
            let gap = scalars[end...].prefix(3).prefix { " -.()".unicodeScalars.contains($0) }
            let isJoined = gap.count == 1 || (gap.count == 2 && gap.contains { $0 == "(" || $0 == ")" })
            guard isJoined else { break }
            index = gap.endIndex
        }
        return groups
    }

    private mutating func note(_ groups: [Range<Int>], hasPlus: Bool, dashed: (Int) -> Bool) {
        if hasPlus {
            var digits = 0
            let count = groups.prefix { group in
                defer { digits += group.count }
                return digits < 10
            }.count
            if digits >= 8, let first = groups.first { ranges.append(first.lowerBound..<groups[count - 1].upperBound) }
        }
        let sizes = groups.map(\.count)
        for index in groups.indices.dropLast() {
            if sizes[index...].starts(with: [3, 3, 4]) {
                ranges.append(groups[index].lowerBound..<groups[index + 2].upperBound)
            } else if sizes[index...].starts(with: [3, 4]), dashed(groups[index].upperBound) {
                ranges.append(groups[index].lowerBound..<groups[index + 1].upperBound)
            }
        }
    }
}
