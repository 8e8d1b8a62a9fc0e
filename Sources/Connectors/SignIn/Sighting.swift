/// One look at the portal: what was seen and which page of the recipe it is.
struct Sighting: Sendable, Equatable {
    let facts: PageFacts
    /// Changes with every document the main frame loads.
    let documentID: String
    /// Chromium's name of a failed load, e.g. `net::ERR_CONNECTION_REFUSED`.
    let networkError: String?
    /// Nil when no page of the recipe is this one.
    let page: RecipePage?
    let match: RecogniserMatch?
    /// Whether anything changed since the look before.
    let hasChanged: Bool
    /// Proven: since the document came, nothing was done by which a form may be sent.
    let isUnsent: Bool

    init(
        facts: PageFacts, documentID: String, networkError: String?, hasChanged: Bool, isUnsent: Bool = false,
        recipe: Recipe
    ) {
        self.facts = facts
        self.documentID = documentID
        self.networkError = networkError
        self.hasChanged = hasChanged
        self.isUnsent = isUnsent
        let found = networkError == nil ? recipe.recognise(facts) : nil
        page = found?.page
        match = found?.match
    }
}

extension Recipe {
    /// The first page, by priority, that the facts match.
    func recognise(_ facts: PageFacts) -> (page: RecipePage, match: RecogniserMatch)? {
        for page in pages {
            if let match = page.when.match(facts) { return (page, match) }
        }
        return nil
    }

    /// Everything one look at a page must ask for.
    var probe: PageProbe {
        let fixed = [PageProbe.passwordField]
        let steps = pages.flatMap(\.steps).compactMap(\.selector)
        let choices = pages.flatMap(\.means.choices)
        let labels = pages.compactMap(\.means.labelFrom)
        return PageProbe(
            selectors: Set(pages.flatMap(\.when.selectors) + steps + choices + fixed).sorted(),
            labels: Set(labels).sorted())
    }
}

extension PageMeaning {
    /// Elements that may be clicked besides those of the steps.
    fileprivate var choices: [String] {
        channelElements.map(\.selector) + (codeForm?.resend.map { [$0] } ?? [])
    }

    /// The element whose text is wanted.
    fileprivate var labelFrom: String? {
        switch self {
        case .asksAnswer(let question): question.labelFrom
        case .asksCode(let form): form.destinationFrom
        default: nil
        }
    }
}

/// What is asked of a page in one round trip.
struct PageProbe: Sendable, Equatable, Encodable {
    /// Looked for on every page, whatever the recipe says.
    static let passwordField = "input[type=password]"

    let selectors: [String]
    let labels: [String]
}
