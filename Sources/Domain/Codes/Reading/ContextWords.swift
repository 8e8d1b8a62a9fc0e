/// The words that make a number near them a code (mfa-code relay, 1.3), found in a text.
struct ContextWords {
    /// Where each stands, in order.
    let ranges: [Range<Int>]

    init(in text: CodeText) {
        let words = text.words
        var ranges: [Range<Int>] = []
        for (index, word) in words.enumerated() {
            let next = index + 1 < words.count ? words[index + 1] : nil
            if let next, Self.pairs[word.text]?.contains(next.text) == true,
                next.range.lowerBound - word.range.upperBound == 1
            {
                ranges.append(word.range.lowerBound..<next.range.upperBound)
            } else if Self.says(word.text) {
                let isOther = index > 0 && Self.isOtherCode(word.text, after: words[index - 1].text)
                if !isOther { ranges.append(word.range) }
            }
        }
        self.ranges = ranges
    }

    /// Characters between a range and the nearest of the words; nil when there is none.
    func distance(to range: Range<Int>) -> Int? {
        ranges.lazy.filter { !$0.overlaps(range) }
            .map {
                $0.lowerBound >= range.upperBound ? $0.lowerBound - range.upperBound : range.lowerBound - $0.upperBound
            }
            .min()
    }

    /// Whether a word means a code of another kind because of the word before it: "promo code".
    static func isOtherCode(_ word: String, after qualifier: String) -> Bool {
        (word == "code" || word == "codes") && otherCodes.contains(qualifier)
    }

    private static func says(_ word: String) -> Bool {
        if whole.contains(word) || beginnings.contains(where: word.hasPrefix) { return true }
        return word.hasSuffix("code") && !foreignCompounds.contains(word)
    }

    private static let whole: Set = [
        "code", "codes", "pin", "passcode", "passcodes", "password", "otp", "2fa", "access", "login", "signin",
        "security", "temporary", "clave", "código", "codigo", "codigos", "códigos",
    ]

    private static let beginnings = [
        "verif", "vérif", "confirm", "authentic", "bestätig", "bestaetig",
    ]

    private static let pairs: [String: Set<String>] = [
        "one": ["time"], "two": ["factor", "step"], "2": ["factor", "step"], "log": ["in"], "logging": ["in"],
        "sign": ["in"], "signing": ["in"],
    ]

    /// Words that end in "code" and mean another.
    private static let foreignCompounds: Set = ["zipcode", "postcode", "barcode", "qrcode", "encode", "decode"]

    private static let otherCodes: Set = [
        "area", "bar", "country", "coupon", "discount", "dress", "error", "gift", "offer", "postal", "product", "promo",
        "promotion", "promotional", "purchase", "qr", "rate", "referral", "reward", "source", "tariff", "voucher",
        "zip",
    ]
}
