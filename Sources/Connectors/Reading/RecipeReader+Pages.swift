import Domain
import Yams

/// The section `pages:`.
extension RecipeReader {
    func pages(_ map: RecipeMap) -> [RecipePage] {
        guard map.requiredNode("pages", example: "followed by one mapping per page") != nil,
            let list = map.map("pages", allowed: [])
        else { return [] }
        let pages = list.keys.compactMap { entry in list.node(entry.key).flatMap { page($0, entry.key, entry.line) } }
        if !pages.contains(where: { $0.means == .signedIn }) {
            notes.add("no page means signed_in; one must", at: list.line)
        }
        if !pages.contains(where: { $0.means.submits == .password }) {
            notes.add("no page asks for the password; one must mean asks_password or asks_both", at: list.line)
        }
        // The sort keeps the order of the file among equals.
        return pages.enumerated().sorted { ($1.element.priority, $0.offset) < ($0.element.priority, $1.offset) }
            .map(\.element)
    }

    private func page(_ node: Node, _ name: String, _ line: Int) -> RecipePage? {
        let what = "page \(name)"
        if name == RecipePage.unknownName {
            notes.add("a page must not be called unknown; that word means no page", at: line)
        }
        let keys = ["when", "means", "do", "priority"]
        guard let map = RecipeMap(node, name: what, allowed: keys, line: line, notes: notes) else { return nil }
        let when = map.requiredNode("when", example: "{ selector: \"form#login\" }")
            .flatMap { recogniser($0, name: "when in \(what)", at: map.line(of: "when")) }
        let means = map.requiredNode("means", example: "asks_both").flatMap { meaning($0, map) }
        let steps = steps(map, "do")
        guard let when, let means else { return nil }
        check(steps, fit: means, of: map)
        if case .outcome(.passwordRejected) = means, !when.provesByText {
            notes.add("\(what) blames the password, so \"when\" must name the portal's words by text", at: line)
        }
        if case .codeRefused = means, !when.provesByText {
            notes.add("\(what) blames the code, so \"when\" must name the portal's words by text", at: line)
        }
        return RecipePage(
            name: name, when: when, priority: map.integer("priority", in: 0...1_000) ?? means.usualPriority,
            means: means, steps: steps)
    }

    private func recogniser(_ node: Node, name: String, at line: Int) -> Recogniser? {
        let keys = ["address", "selector", "text", "title", "status", "all", "any", "not"]
        guard let map = RecipeMap(node, name: name, allowed: keys, line: line, notes: notes) else { return nil }
        var parts: [Recogniser] = []
        if let pattern = map.optionalText("address") { parts.append(.address(pattern)) }
        if let selectors = map.texts("selector") { parts.append(.selector(selectors)) }
        if let statuses = map.integers("status", in: 100...599) { parts.append(.status(statuses)) }
        if let titles = map.texts("title") { parts.append(.title(titles)) }
        if let phrases = map.texts("text") { parts.append(.text(phrases)) }
        if let all = recognisers(map, "all") { parts.append(.all(all)) }
        if let any = recognisers(map, "any") { parts.append(.any(any)) }
        if let not = map.node("not") {
            recogniser(not, name: "not in \(name)", at: map.line(of: "not")).map { parts.append(.not($0)) }
        }
        if map.keys.isEmpty { notes.add("\(name) is empty; it takes \(RecipeMap.list(keys))", at: line) }
        if !map.keys.isEmpty, map.keys.allSatisfy({ $0.key == "not" }) {
            notes.add("\(name) only says what the page is not; say what it is, too", at: line)
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? nil : .all(parts)
    }

    private func recognisers(_ map: RecipeMap, _ key: String) -> [Recogniser]? {
        guard let items = map.items(key) else { return nil }
        if items.isEmpty { notes.add("\"\(key)\" in \(map.name) is an empty list", at: map.line(of: key)) }
        let parts = items.compactMap { recogniser($0.node, name: "\(key) in \(map.name)", at: $0.line) }
        return parts.isEmpty ? nil : parts
    }

    /// The steps under a key, `do:` or `visit:`.
    func steps(_ map: RecipeMap, _ key: String) -> [RecipeStep] {
        (map.items(key) ?? []).compactMap { step($0.node, name: "a step of \(map.name)", at: $0.line) }
    }

    private func step(_ node: Node, name: String, at line: Int) -> RecipeStep? {
        let verbs = ["fill", "click", "check", "choose", "press", "go"]
        guard let map = RecipeMap(node, name: name, allowed: verbs + ["with", "value"], line: line, notes: notes) else {
            return nil
        }
        let named = map.keys.filter { verbs.contains($0.key) }
        guard named.count == 1, let verb = named.first?.key, let text = map.optionalText(verb) else {
            notes.add("\(name) needs exactly one of \(RecipeMap.list(verbs))", at: line)
            return nil
        }
        let companion = ["fill": "with", "choose": "value"][verb]
        for key in ["with", "value"] where map.has(key) && key != companion {
            notes.add("\"\(key)\" does not belong to \(verb)", at: map.line(of: key))
        }
        switch verb {
        case "fill":
            guard map.requiredNode("with", example: "username") != nil else { return nil }
            return map.choice("with", of: RecipeStep.Filling.self).map { .fill(selector: text, with: $0) }
        case "choose": return map.text("value", example: "residential").map { .choose(selector: text, value: $0) }
        case "click": return .click(selector: text)
        case "check": return .check(selector: text)
        case "press": return .press(key: text)
        default: return address(text, at: map.line(of: "go")).map { .go(address: $0) }
        }
    }

    /// Pages that ask must fill in what they ask for and then send it; others must fill in nothing.
    private func check(_ steps: [RecipeStep], fit means: PageMeaning, of map: RecipeMap) {
        let line = map.has("do") ? map.line(of: "do") : map.line
        let fillings = steps.compactMap { step in
            if case .fill(_, let filling) = step { filling } else { nil }
        }
        for wanted in means.fillings where !fillings.contains(wanted) {
            let example = "- { fill: \"#field\", with: \(wanted.rawValue) }"
            notes.add("\(map.name) must fill in the \(wanted.rawValue); write \(example)", at: line)
        }
        for filling in fillings where !means.fillings.contains(filling) {
            notes.add("\(map.name) fills in the \(filling.rawValue), which it does not ask for", at: line)
        }
        if !means.fillings.isEmpty {
            switch steps.last {
            case .click, .press: break
            default: notes.add("the last step of \(map.name) must send the form: click or press", at: line)
            }
        }
        if means == .nag, steps.isEmpty {
            notes.add("\(map.name) is a nag, so \"do\" must say how to dismiss it", at: line)
        }
        if !means.allowsSteps, !steps.isEmpty {
            notes.add("\(map.name) ends or waits, so \"do\" would never happen; leave it out", at: line)
        }
    }
}

extension RecipePage {
    /// What fixtures and traces call a page that no recogniser knows.
    static let unknownName = "unknown"
}

extension PageMeaning {
    /// What must be typed on such a page.
    fileprivate var fillings: [RecipeStep.Filling] {
        switch self {
        case .asksUsername: [.username]
        case .asksPassword: [.password]
        case .asksBoth: [.username, .password]
        case .asksAnswer: [.answer]
        case .asksCode: [.code]
        case .asksChannel, .codeRefused, .nag, .loading, .signedIn, .outcome: []
        }
    }

    fileprivate var allowsSteps: Bool {
        if case .asksChannel = self { true } else { !fillings.isEmpty || self == .nag }
    }

    /// Words that prove an outcome beat the form they stand on.
    fileprivate var usualPriority: Int {
        switch self {
        case .outcome, .codeRefused: 100
        case .nag: 60
        case .asksAnswer, .asksChannel, .asksCode: 50
        case .signedIn: 40
        case .asksUsername, .asksPassword, .asksBoth: 30
        case .loading: 20
        }
    }
}
