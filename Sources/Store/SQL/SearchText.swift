import Foundation

/// Text as search compares it: letter case and accents aside, word by word.
enum SearchText {
    /// At most this many words of a text are kept, each at most this many characters long.
    private static let mostWords = 24
    private static let longestWord = 48

    static func folded(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil).lowercased()
    }

    /// The different words of a text, folded, in order: `Böhm, Ana <ana@x.de>` gives bohm, ana, x, de.
    static func words(in text: String) -> [String] {
        var words: [String] = []
        for part in folded(text).split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            let word = String(part.prefix(longestWord))
            if !words.contains(word) { words.append(word) }
            if words.count == mostWords { break }
        }
        return words
    }
}
