import Domain
import UseCases

/// One question of a form, with what was typed and what was wrong with it.
struct PageField: Sendable {
    let name: String
    let id: String
    let label: String
    let hint: String?
    let fault: String?
    /// The ids of hint and fault, nil when there is neither.
    let describedBy: String?
    let input: Input?
    let area: Area?
    let options: Options?

    struct Input: Sendable {
        let type: String
        let value: String
        let autocomplete: String
        let inputMode: String?
        let isSecret: Bool
        let isWrong: Bool
        /// The words beside the box that shows what is typed.
        let reveal: String
    }

    struct Area: Sendable {
        let value: String
    }

    struct Options: Sendable {
        let list: [Option]
        let isWrong: Bool
    }

    struct Option: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    /// What a line is for: decides keyboard, autofill and whether it is hidden.
    enum Kind {
        case name, email, username, secret, text, digits, code, area
        case choice([(value: String, label: String)])
    }

    /// - Parameter answers: Secrets are never filled in again.
    init(_ name: String, _ label: String, _ kind: Kind, hint: String? = nil, in answers: PageAnswers) {
        let fault = answers.fault(of: name)
        let ids = [hint.map { _ in "\(name)-hint" }, fault.map { _ in "\(name)-fault" }].compactMap(\.self)
        let typed = answers.values[name] ?? ""
        self.name = name
        id = name
        self.label = label
        self.hint = hint
        self.fault = fault
        describedBy = ids.isEmpty ? nil : ids.joined(separator: " ")
        input = kind.type.map {
            Input(
                type: $0, value: kind.isSecret ? "" : typed, autocomplete: kind.autocomplete, inputMode: kind.inputMode,
                isSecret: kind.isSecret, isWrong: fault != nil, reveal: answers.texts.page.reveal)
        }
        if case .area = kind { area = Area(value: typed) } else { area = nil }
        if case .choice(let list) = kind {
            options = Options(
                list: list.map { Option(value: $0.value, label: $0.label, isChosen: $0.value == typed) },
                isWrong: fault != nil)
        } else {
            options = nil
        }
    }
}

extension PageField.Kind {
    fileprivate var isSecret: Bool { if case .secret = self { true } else { false } }

    /// Nil for what is no line.
    fileprivate var type: String? {
        switch self {
        case .name, .username, .text, .digits, .code: "text"
        case .email: "email"
        case .secret: "password"
        case .area, .choice: nil
        }
    }

    /// He signs in at his own utility: his password store may fill it in, and is not asked to keep it for this site.
    fileprivate var autocomplete: String {
        switch self {
        case .name: "name"
        case .email: "email"
        case .digits, .code: "one-time-code"
        case .username, .secret, .text, .area, .choice: "off"
        }
    }

    fileprivate var inputMode: String? {
        switch self {
        case .email: "email"
        case .digits: "numeric"
        default: nil
        }
    }
}

/// What was typed into a form, and which of it was wrong, in the reader's language.
struct PageAnswers: Sendable {
    let texts: DoorstepTexts
    var values: [String: String] = [:]
    /// Field by field, what to do.
    var faults: [(field: String, text: String)] = []

    init(_ texts: DoorstepTexts) { self.texts = texts }

    /// - Parameter problems: As use cases name them; they are said anew in the reader's language.
    init(_ texts: DoorstepTexts, values: [String: String], problems: [FieldProblem], utility: String = "") {
        self.texts = texts
        self.values = values
        faults = problems.map { ($0.field, texts.fault.text($0.code, utility: utility)) }
    }

    func fault(of field: String) -> String? { faults.first { $0.field == field }?.text }

    /// The summary above a form; lines of fields that the page shows lead to them.
    func summary(of fields: [String]) -> Faults? {
        guard !faults.isEmpty else { return nil }
        return Faults(
            heading: texts.page.faults.text(faults.count),
            items: faults.map { Faults.Item(text: $0.text, anchor: fields.contains($0.field) ? $0.field : nil) })
    }

    /// The page's title, which says so when something is wrong.
    func title(_ title: String) -> String {
        faults.isEmpty ? title : texts.page.error.filled(["title": title])
    }
}

/// Everything that is wrong with a form, on top of it.
struct Faults: Sendable {
    let heading: String
    let items: [Item]

    struct Item: Sendable {
        let text: String
        let anchor: String?
    }
}
