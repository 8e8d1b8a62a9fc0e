/// Something in a text that has the form of a code. The hash at the end of Android's retriever form is too long to be one.
struct CodeCandidate: Equatable {
    /// Its characters in the text, with inner spaces and dashes.
    let range: Range<Int>
    /// Without spaces and dashes, except the dash after a prefix of one letter: `G-412157`.
    let value: String

    /// Everything in the text that has the form of a code, in order (mfa-code relay, 1.3).
    static func all(in text: CodeText) -> [CodeCandidate] {
        CandidateFinder(scalars: text.scalars).all()
    }
}

private struct CandidateFinder {
    let scalars: [Unicode.Scalar]

    /// Digits written apart, and letters and digits of a code.
    private static let lengths = 4...8

    func all() -> [CodeCandidate] {
        var found: [CodeCandidate] = []
        var index = 0
        while index < scalars.count {
            guard scalars[index].isCodePart, isStart(index) else {
                index += 1
                continue
            }
            let reading = digitsApart(at: index) ?? digitGroups(at: index) ?? token(at: index)
            if let candidate = reading.candidate { found.append(candidate) }
            index = reading.end
        }
        return found
    }

    /// What was read at a position, up to where: no candidate when it is too long or goes on in a strange way.
    private struct Reading {
        let end: Int
        let candidate: CodeCandidate?
    }

    /// `8 1 5 0 3 2`: single digits in a row, a few spaces or line ends between them.
    private func digitsApart(at start: Int) -> Reading? {
        var digits: [Int] = []
        var next = start
        while next < scalars.count, scalars[next].isASCIIDigit, !isCodePart(next + 1) {
            digits.append(next)
            let gap = scalars[(next + 1)...].prefix(4).prefix(while: \.isBlank)
            guard (1...3).contains(gap.count) else { break }
            next = gap.endIndex
        }
        guard let last = digits.last, digits.count >= Self.lengths.lowerBound else { return nil }
        guard Self.lengths.contains(digits.count), isEnd(last + 1) else {
            return Reading(end: last + 1, candidate: nil)
        }
        let value = String(String.UnicodeScalarView(digits.map { scalars[$0] }))
        return Reading(end: last + 1, candidate: CodeCandidate(range: start..<(last + 1), value: value))
    }

    /// `739 204`: two groups of three digits. Three groups are a number of another kind.
    private func digitGroups(at start: Int) -> Reading? {
        guard let first = group(at: start), first.count == 3, isGroupGap(first.upperBound),
            let second = group(at: first.upperBound + 1), second.count == 3
        else { return nil }
        let end = second.upperBound
        if isGroupGap(end), let third = group(at: end + 1), third.count >= 3 {
            return Reading(end: third.upperBound, candidate: nil)
        }
        guard isEnd(end), opensAsItCloses(start, end) else { return nil }
        return Reading(
            end: end, candidate: CodeCandidate(range: start..<end, value: value(of: start..<end)))
    }

    /// Letters and digits with single inner dashes.
    private func token(at start: Int) -> Reading {
        var end = start
        while isCodePart(end) || (end < scalars.count && scalars[end] == "-" && isCodePart(end + 1)) { end += 1 }
        guard isEnd(end), opensAsItCloses(start, end), let value = code(in: start..<end) else {
            return Reading(end: end, candidate: nil)
        }
        return Reading(end: end, candidate: CodeCandidate(range: start..<end, value: value))
    }

    /// Exactly four digits, 5 to 8 letters and digits with a digit among them, or one letter, a dash and digits.
    private func code(in range: Range<Int>) -> String? {
        let bare = value(of: range)
        let digits = bare.unicodeScalars.count(where: \.isASCIIDigit)
        let isPrefixed =
            range.count == bare.utf8.count + 1 && scalars[range.lowerBound].isASCIILetter
            && scalars[range.lowerBound + 1] == "-" && digits == bare.utf8.count - 1
        if isPrefixed, Self.lengths.contains(digits) {
            return String(bare.prefix(1)) + "-" + bare.dropFirst()
        }
        if digits == 4, range.count == 4 { return bare }
        return (5...8).contains(bare.utf8.count) && digits > 0 ? bare : nil
    }

    private func value(of range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range].filter(\.isCodePart)))
    }

    private func group(at start: Int) -> Range<Int>? {
        var end = start
        while end < scalars.count, scalars[end].isASCIIDigit { end += 1 }
        return end > start && !isCodePart(end) ? start..<end : nil
    }

    private func isGroupGap(_ index: Int) -> Bool {
        index < scalars.count && (scalars[index] == " " || scalars[index] == "-")
    }

    private func isCodePart(_ index: Int) -> Bool { index < scalars.count && scalars[index].isCodePart }

    /// Line start, whitespace, an opening mark, or a colon that is not part of a time.
    private func isStart(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        switch scalars[index - 1] {
        case " ", "\n", "(", "[", "\"", "'", "=", ">", "*": return true
        case ":": return index < 2 || !scalars[index - 2].isASCIIDigit
        default: return false
        }
    }

    /// Line end, whitespace, or punctuation that no digit follows.
    private func isEnd(_ index: Int) -> Bool {
        guard index < scalars.count else { return true }
        switch scalars[index] {
        case " ", "\n": return true
        case ".", ",", ")", "]", "\"", "'", ";", "!", "?", "(", "<", "*":
            return index + 1 == scalars.count || !scalars[index + 1].isASCIIDigit
        default: return false
        }
    }

    /// Asterisks are bold type only in pairs, at most two on each side: `*482913*`. `****4821` hides a number.
    private func opensAsItCloses(_ start: Int, _ end: Int) -> Bool {
        let opening = scalars[..<start].reversed().prefix { $0 == "*" }.count
        let closing = scalars[end...].prefix { $0 == "*" }.count
        return opening == closing && opening <= 2
    }
}
