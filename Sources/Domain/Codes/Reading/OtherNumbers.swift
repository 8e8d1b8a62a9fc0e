/// What has the form of a code and is something else (mfa-code relay, 1.3): part of an address, a date, a time, money, a
/// ZIP code, the number of an account, a quantity, a word with digits in it.
struct OtherNumbers {
    let text: CodeText
    let spans: NumberSpans

    init(in text: CodeText) {
        self.text = text
        spans = NumberSpans(in: text)
    }

    /// - Parameter shape: The provider's, when it is known: what fits it may look like a word.
    func contain(_ candidate: CodeCandidate, shape: CodeShape?) -> Bool {
        let place = NumberPlace(candidate, in: text)
        if spans.touch(candidate.range) || place.isDate || place.isTime || place.isMoney || place.isQuantity {
            return true
        }
        if place.isPostal || place.isStreetNumber || place.isLabelled || place.isYear { return true }
        return place.looksLikeWord && !(shape?.fits(candidate.value) ?? false)
    }
}

/// A candidate and the words around it.
struct NumberPlace {
    let candidate: CodeCandidate
    let text: CodeText
    /// As it is written.
    let written: String
    /// The nearest words of its line, in lower case, the nearest first.
    let before: [CodeText.Word]
    let after: [CodeText.Word]

    init(_ candidate: CodeCandidate, in text: CodeText) {
        self.candidate = candidate
        self.text = text
        written = text.string(candidate.range)
        before = text.words(before: candidate.range.lowerBound, limit: 12)
        after = text.words(after: candidate.range.upperBound, limit: 5)
    }

    var isNumber: Bool { candidate.value.unicodeScalars.allSatisfy(\.isASCIIDigit) }

    /// The next word, when only a space or nothing stands before it: a unit would stand there.
    var unit: String? {
        guard let next = after.first, next.range.lowerBound - candidate.range.upperBound <= 1 else { return nil }
        return next.text
    }
}
