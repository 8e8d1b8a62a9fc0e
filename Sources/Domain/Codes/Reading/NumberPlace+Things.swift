/// Money, quantities, places, and the numbers of accounts and papers.
extension NumberPlace {
    /// After or before a currency. Decimals are no end of a code, so `184.20` is no candidate at all.
    var isMoney: Bool {
        let marks = [text.mark(before: candidate.range.lowerBound), text.mark(after: candidate.range.upperBound)]
        if marks.contains(where: { $0?.properties.generalCategory == .currencySymbol }) { return true }
        let words = [before.first?.text, unit]
        return words.contains { $0.map(Self.currencies.contains) ?? false }
    }

    /// `48213 kWh`, `24-hour`, `10min`: a number and its unit.
    var isQuantity: Bool {
        if isNumber { return unit.map(Self.units.contains) ?? false }
        let number = candidate.value.prefix { ("0"..."9").contains($0) }
        return !number.isEmpty && Self.units.contains(candidate.value.dropFirst(number.count).lowercased())
    }

    /// Five digits after a state or next to "ZIP".
    var isPostal: Bool {
        guard written.count == 5, isNumber, let previous = before.first else { return after.first?.text == "zip" }
        if previous.text == "zip" || after.first?.text == "zip" { return true }
        let isNext = candidate.range.lowerBound - previous.range.upperBound == 1
        if ["log", "sign"].contains(before.dropFirst().first?.text) { return false }
        return isNext && Self.states.contains(text.string(previous.range))
    }

    /// `1200 N Main St`: words with capitals, the last a kind of street.
    var isStreetNumber: Bool {
        guard isNumber, written.count <= 5, let first = after.first else { return false }
        let isName = text.scalars[first.range.lowerBound].properties.isUppercase
        return isName && after.dropFirst().prefix(3).contains { Self.streets.contains($0.text) }
    }

    /// The number of an account, meter, bill, order or ticket: the label stands before it in the same sentence, with at
    /// most such words as "number", "is" and "ending in" between.
    var isLabelled: Bool {
        var isNumbered = text.mark(before: candidate.range.lowerBound) == "#"
        var end = candidate.range.lowerBound
        for (index, word) in before.enumerated() {
            let gap = text.scalars[word.range.upperBound..<end]
            let isAbbreviated = Self.abbreviations.contains(word.text)
            guard !gap.contains(where: { ",;!?".unicodeScalars.contains($0) || ($0 == "." && !isAbbreviated) }) else {
                return false
            }
            if word.text == "ending" || isOtherCode(before[index...]) { return true }
            if Self.labels.contains(word.text) { return !(gap.contains(":") && namesPurpose(before[(index + 1)...])) }
            if isNumbered, Self.numberedLabels.contains(word.text) { return true }
            guard Self.connectors.contains(word.text) else { return false }
            isNumbered = isNumbered || Self.numberWords.contains(word.text)
            end = word.range.lowerBound
        }
        return false
    }

    /// "Your promo code is SAVE20" labels a code of another kind.
    private func isOtherCode(_ words: ArraySlice<CodeText.Word>) -> Bool {
        guard let word = words.first, let qualifier = words.dropFirst().first else { return false }
        return ContextWords.isOtherCode(word.text, after: qualifier.text)
    }

    /// "Use this code to sign in to your account: 482913" labels the code, and says what it is for.
    private func namesPurpose(_ words: ArraySlice<CodeText.Word>) -> Bool {
        guard let article = words.first, ["my", "the", "this", "your"].contains(article.text) else { return false }
        return words.contains { ["code", "passcode", "password", "pin"].contains($0.text) }
    }

    /// Letters that read as a word, such as `98point6` or `Energy2Go`: one letter and two small ones in a row.
    var looksLikeWord: Bool {
        var run: [Unicode.Scalar] = []
        for scalar in candidate.value.unicodeScalars {
            run = scalar.isASCIILetter ? run + [scalar] : []
            if run.count >= 3, run.suffix(2).allSatisfy(\.isASCIILowercase) { return true }
        }
        return false
    }

    private static let currencies: Set = ["cents", "dollars", "eur", "euro", "euros", "usd"]

    private static let units: Set = [
        "am", "ccf", "cubic", "customers", "days", "feet", "ft", "gal", "gallon", "gallons", "gb", "hcf", "homes",
        "hour",
        "hours", "hr", "hrs", "kb", "kw", "kwh", "mb", "mcf", "miles", "min", "mins", "minute", "minutes", "mwh",
        "percent",
        "pm", "points", "seconds", "sec", "secs", "therm", "therms", "watts", "week", "weeks", "year", "years",
    ]

    private static let streets: Set = [
        "ave", "avenue", "blvd", "boulevard", "circle", "cir", "court", "ct", "drive", "dr", "floor", "highway", "hwy",
        "lane", "ln", "parkway", "pkwy", "pl", "place", "plaza", "rd", "road", "route", "square", "st", "ste", "street",
        "suite", "terrace", "way",
    ]

    private static let labels: Set = [
        "account", "acct", "apt", "bill", "box", "case", "invoice", "meter", "order", "ref", "reference", "request",
        "suite",
        "ticket", "transaction", "kwh", "gallons",
    ]

    /// Labels only together with "number" or `#`: "confirmation number", but not "confirmation".
    private static let numberedLabels: Set = [
        "agreement", "claim", "confirmation", "contract", "customer", "member", "payment", "permit", "phone", "policy",
        "premise", "receipt", "tracking",
    ]

    private static let numberWords: Set = ["no", "nr", "num", "number", "numbers"]

    private static let abbreviations: Set = ["acct", "apt", "no", "nr", "num", "ref"]

    private static let connectors: Set = numberWords.union(["id", "in", "is", "was", "with"])

    private static let states: Set = [
        "AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN", "KS", "KY",
        "LA",
        "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK",
        "OR",
        "PA", "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY",
    ]
}
