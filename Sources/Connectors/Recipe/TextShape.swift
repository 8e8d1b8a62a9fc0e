/// A text with a hole: `Account {}`, `{} – *`. `{}` is what is wanted, `*` is any run of characters.
/// Matching is linear in practice and cannot run away, unlike a regular expression on a stranger's page.
public struct TextShape: Sendable, Equatable {
    let text: String

    /// Nil unless it has exactly one `{}` and no two holes touch.
    init?(_ text: String) {
        let holes = text.replacing("{}", with: "*")
        guard text.split(separator: "{}", omittingEmptySubsequences: false).count == 2, !holes.contains("**") else {
            return nil
        }
        self.text = text
    }

    /// The wanted part, trimmed; nil when the text has another shape.
    func wanted(in whole: String) -> String? {
        let pieces = Self.pieces(of: text)
        guard let captures = Self.captures(pieces.literals, in: Substring(whole)) else { return nil }
        return zip(pieces.wanted, captures).first(where: \.0)?.1
    }

    /// Whether the whole text matches a pattern whose only special character is `*`.
    static func matches(_ pattern: String, _ whole: String) -> Bool {
        let literals = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        return captures(literals, in: Substring(whole)) != nil
    }

    /// Literals around the holes, and for each hole whether it is the wanted one.
    private static func pieces(of text: String) -> (literals: [String], wanted: [Bool]) {
        var literals = [""]
        var wanted: [Bool] = []
        var rest = Substring(text)
        while let character = rest.first {
            if rest.hasPrefix("{}") || character == "*" {
                wanted.append(character != "*")
                literals.append("")
                rest = rest.dropFirst(character == "*" ? 1 : 2)
            } else {
                literals[literals.count - 1].append(character)
                rest = rest.dropFirst()
            }
        }
        return (literals, wanted)
    }

    /// What stands between the literals: leftmost match for each, the last one at the end.
    private static func captures(_ literals: [String], in whole: Substring) -> [String]? {
        guard let first = literals.first, let last = literals.last, whole.hasPrefix(first) else { return nil }
        guard literals.count > 1 else { return whole == first ? [] : nil }
        var rest = whole.dropFirst(first.count)
        guard rest.hasSuffix(last) else { return nil }
        var found: [String] = []
        for literal in literals.dropFirst().dropLast() {
            guard let range = rest.firstRange(of: literal) else { return nil }
            found.append(trimmed(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        guard rest.hasSuffix(last) else { return nil }
        found.append(trimmed(rest.dropLast(last.count)))
        return found
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
