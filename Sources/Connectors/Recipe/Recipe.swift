public import Domain

/// How to sign in to one family of portals and what to read there: a provider's `recipe.yaml` as a value.
/// Format: docs/connectors.md.
public struct Recipe: Sendable, Equatable {
    public let provider: Provider
    /// Origins that the browser may talk to, e.g. `https://login.example.com`.
    public let origins: [String]
    /// Where a run with a saved session starts; the sign-in address when nil.
    public let home: String?
    /// Names of the cookies by which the portal knows a device again.
    public let trustCookies: [String]
    /// Highest priority first; equal ones in the order of the file.
    public let pages: [RecipePage]
    public let accounts: AccountReading
    public let bills: BillReading
    public let fixtures: [RecipeFixture]
}

/// One page of the graph: how it is recognised, what it means, what is done there.
public struct RecipePage: Sendable, Equatable {
    public let name: String
    public let when: Recogniser
    public let priority: Int
    public let means: PageMeaning
    public let steps: [RecipeStep]
}

/// What being on a page means for the sign-in.
public enum PageMeaning: Sendable, Equatable {
    case asksUsername
    case asksPassword
    case asksBoth
    case asksAnswer(AnswerQuestion)
    /// Lets the visitor choose what a one-time code shall come over; then its steps make the portal send it.
    case asksChannel([ChannelElement])
    case asksCode(CodeForm)
    /// The portal's words for a code that it does not take.
    case codeRefused(CodeVerdict)
    /// Something in the way that may be dismissed.
    case nag
    /// The portal is still at work; nothing to do but wait.
    case loading
    case signedIn
    case outcome(ProvenOutcome)

    /// What the page's last step sends, when it sends a secret.
    var submits: Submission.Kind? {
        switch self {
        case .asksPassword, .asksBoth: .password
        case .asksAnswer: .answer
        case .asksCode: .code
        case .asksUsername, .asksChannel, .codeRefused, .nag, .loading, .signedIn, .outcome: nil
        }
    }

    /// What its last step does must not be done again when the page comes back.
    var isActedOnOnce: Bool {
        if case .asksChannel = self { true } else { submits != nil }
    }
}

/// A question beyond user name and password, answered from the stored answers.
public struct AnswerQuestion: Sendable, Equatable {
    public let prompt: Prompt
    /// Selector of the element that words the question on the page; its text replaces the prompt's label.
    public let labelFrom: String?
}

/// One thing done on a page.
public enum RecipeStep: Sendable, Equatable {
    public enum Filling: String, Sendable, CaseIterable { case username, password, answer, code }

    case fill(selector: String, with: Filling)
    case click(selector: String)
    /// Ticks a box that is there and not ticked yet.
    case check(selector: String)
    case choose(selector: String, value: String)
    case press(key: String)
    case go(address: String)

    /// The element it needs, if any.
    var selector: String? {
        switch self {
        case .fill(let selector, _), .click(let selector), .check(let selector), .choose(let selector, _): selector
        case .press, .go: nil
        }
    }

    /// In words, without any value: `clicked #sign-in`.
    var trace: String {
        switch self {
        case .fill(_, let filling): "typed \(filling.rawValue)"
        case .click(let selector): "clicked \(selector)"
        case .check(let selector): "ticked \(selector)"
        case .choose(let selector, _): "chose in \(selector)"
        case .press(let key): "pressed \(key)"
        case .go: "went to an address"
        }
    }
}

/// A saved page and the page it must be recognised as.
public struct RecipeFixture: Sendable, Equatable {
    /// Relative to the provider's folder, e.g. `pages/login.html`.
    public let file: String
    /// The expected page's name, or `unknown`.
    public let page: String
    /// Where the page was saved from; matched by `address:` recognisers.
    public let address: String
    /// The HTTP status it came with.
    public let status: Int
    /// Line in the recipe, for reports.
    public let line: Int
}
