import Domain

/// Every word that a customer reads, in one language. The structure demands each text, so that none can be missing in a
/// language; `{name}` in a text stands for what is filled in. Reading age 12, present tense, no blame.
struct DoorstepTexts: Sendable {
    let language: DoorstepLanguage
    let page: PageTexts
    let ask: AskTexts
    let scope: ScopeTexts
    let term: TermTexts
    let signIn: SignInTexts
    let progress: ProgressTexts
    let accounts: AccountTexts
    let answer: AnswerTexts
    let end: EndTexts
    let control: ControlTexts
    let visits: VisitTexts
    let letter: LetterTexts
    let status: StatusTexts
    let fault: FaultTexts

    /// The words of a language.
    static func of(_ language: DoorstepLanguage) -> DoorstepTexts {
        switch language {
        case .english: english
        case .spanish: spanish
        }
    }
}

/// A text for one and one for several; `{count}` is the number.
struct Counted: Sendable {
    let one: String
    let many: String

    init(_ one: String, _ many: String) {
        self.one = one
        self.many = many
    }

    func text(_ count: Int) -> String { (count == 1 ? one : many).filled(["count": String(count)]) }
}

extension String {
    /// The text with values in the places of `{name}`, each read once: a value that looks like a place stays as it is.
    func filled(_ values: [String: String]) -> String {
        guard contains("{") else { return self }
        var filled = ""
        var rest = self[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            filled += rest[..<open]
            filled += values[name] ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}
