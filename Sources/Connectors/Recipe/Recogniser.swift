/// What tells a page from others. Pure: it looks at `PageFacts` only.
public indirect enum Recogniser: Sendable, Equatable {
    /// The path of the main document; `*` stands for any run of characters.
    case address(String)
    /// Any of these elements is visible in some frame.
    case selector([String])
    /// Any of these phrases is in the visible text, whatever its case and spacing.
    case text([String])
    /// Any of these phrases is in the title.
    case title([String])
    /// The main document came with one of these HTTP statuses.
    case status([Int])
    case all([Recogniser])
    case any([Recogniser])
    case not(Recogniser)

    /// Every selector it looks for, so that one look at the page answers all.
    var selectors: [String] {
        switch self {
        case .selector(let selectors): selectors
        case .all(let parts), .any(let parts): parts.flatMap(\.selectors)
        case .not(let part): part.selectors
        case .address, .text, .title, .status: []
        }
    }

    /// Whether a match always rests on words of the page.
    var provesByText: Bool {
        switch self {
        case .text: true
        case .all(let parts): parts.contains(where: \.provesByText)
        case .any(let parts): parts.allSatisfy(\.provesByText)
        case .address, .selector, .title, .status, .not: false
        }
    }
}

/// Why a page was recognised.
struct RecogniserMatch: Equatable {
    /// In words: `text "does not match our records"`.
    let words: String
    /// The recipe's phrase that was found, if one was.
    let phrase: String?
}

extension Recogniser {
    /// The match of this recogniser on the page, nil when it is another page.
    func match(_ facts: PageFacts) -> RecogniserMatch? {
        switch self {
        case .address(let pattern):
            TextShape.matches(pattern, facts.path) ? RecogniserMatch(words: "address \(pattern)", phrase: nil) : nil
        case .selector(let selectors):
            selectors.first(where: facts.shows).map { RecogniserMatch(words: "selector \($0)", phrase: nil) }
        case .text(let phrases):
            phrases.first(where: facts.says).map { RecogniserMatch(words: "text \"\($0)\"", phrase: $0) }
        case .title(let phrases):
            phrases.first(where: facts.isTitled).map { RecogniserMatch(words: "title \"\($0)\"", phrase: nil) }
        case .status(let statuses):
            facts.status.flatMap { statuses.contains($0) ? $0 : nil }
                .map { RecogniserMatch(words: "status \($0)", phrase: nil) }
        case .all(let parts): Self.join(parts.map { $0.match(facts) })
        case .any(let parts): parts.lazy.compactMap { $0.match(facts) }.first
        case .not(let part): part.match(facts) == nil ? RecogniserMatch(words: "", phrase: nil) : nil
        }
    }

    private static func join(_ matches: [RecogniserMatch?]) -> RecogniserMatch? {
        let found = matches.compactMap { $0 }
        guard found.count == matches.count else { return nil }
        return RecogniserMatch(
            words: found.map(\.words).filter { !$0.isEmpty }.joined(separator: " and "),
            phrase: found.lazy.compactMap(\.phrase).first)
    }
}
