import UseCases

/// One question of a form, with what was typed and what was wrong with it.
struct FormField: Sendable {
    let name: String
    let id: String
    let label: String
    let hint: String?
    let fault: String?
    /// The ids of hint and fault, nil when there is neither.
    let describedBy: String?
    let input: Input?
    let choices: Choices?
    var area: Area?

    /// A line to type in.
    struct Input: Sendable {
        let type: String
        let value: String
        let autocomplete: String
        let inputMode: String?
        /// The id of the page's list of suggestions.
        let suggestions: String?
        let isSecret: Bool
        let isWrong: Bool
    }

    /// A list to choose from.
    struct Choices: Sendable {
        let options: [Option]
        let isWrong: Bool
    }

    /// Several lines to type in.
    struct Area: Sendable {
        let value: String
        let rows: Int
        let isWrong: Bool
    }

    /// What a line is for: decides keyboard, autofill and whether it is hidden.
    enum Kind {
        case text, number, email, search, date, username, newPassword, currentPassword, portalSecret
        /// A one-time code of digits, or of letters and digits.
        case oneTimeDigits, oneTimeCode
    }
}

struct Option: Sendable, Equatable {
    let value: String
    let label: String
    let isChosen: Bool
}

extension FormField {
    /// A line to type in. Secrets are never filled in again.
    init(
        _ name: String, _ label: String, _ kind: Kind = .text, hint: String? = nil, suggestions: String? = nil,
        in answers: Answers
    ) {
        let fault = answers.fault(of: name)
        self.init(
            name: name, id: name, label: label, hint: hint, fault: fault,
            describedBy: Self.describedBy(name, hint: hint, fault: fault),
            input: Input(
                type: kind.type, value: kind.isSecret ? "" : answers.text(name), autocomplete: kind.autocomplete,
                inputMode: kind.inputMode, suggestions: suggestions, isSecret: kind.isSecret,
                isWrong: fault != nil),
            choices: nil)
    }

    /// A list to choose from.
    init(
        _ name: String, _ label: String, choosingFrom options: [(value: String, label: String)], hint: String? = nil,
        in answers: Answers
    ) {
        let fault = answers.fault(of: name)
        let chosen = answers.text(name)
        self.init(
            name: name, id: name, label: label, hint: hint, fault: fault,
            describedBy: Self.describedBy(name, hint: hint, fault: fault), input: nil,
            choices: Choices(
                options: options.map { Option(value: $0.value, label: $0.label, isChosen: $0.value == chosen) },
                isWrong: fault != nil))
    }

    /// Several lines to type in.
    init(_ name: String, _ label: String, rows: Int, hint: String? = nil, in answers: Answers) {
        let fault = answers.fault(of: name)
        self.init(
            name: name, id: name, label: label, hint: hint, fault: fault,
            describedBy: Self.describedBy(name, hint: hint, fault: fault), input: nil, choices: nil,
            area: Area(value: answers.text(name), rows: rows, isWrong: fault != nil))
    }

    private static func describedBy(_ name: String, hint: String?, fault: String?) -> String? {
        let ids = [hint.map { _ in "\(name)-hint" }, fault.map { _ in "\(name)-fault" }].compactMap(\.self)
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }
}

extension FormField.Kind {
    var isSecret: Bool { self == .newPassword || self == .currentPassword || self == .portalSecret }

    var type: String {
        switch self {
        case .text, .number, .username, .oneTimeDigits, .oneTimeCode: "text"
        case .email: "email"
        case .search: "search"
        case .date: "date"
        case .newPassword, .currentPassword, .portalSecret: "password"
        }
    }

    /// The keyboard of a phone, where the type does not say it.
    var inputMode: String? {
        switch self {
        case .email: "email"
        case .oneTimeDigits, .number: "numeric"
        default: nil
        }
    }

    /// Portal logins are not the member's own: the browser must not offer to keep them.
    var autocomplete: String {
        switch self {
        case .email: "email"
        case .newPassword: "new-password"
        case .currentPassword: "current-password"
        case .oneTimeDigits, .oneTimeCode: "one-time-code"
        case .text, .number, .search, .date, .username, .portalSecret: "off"
        }
    }
}

/// What was typed into a form, and which of it was wrong.
struct Answers: Sendable {
    var values: [String: String] = [:]
    var problems: [FieldProblem] = []

    func text(_ name: String) -> String { values[name] ?? "" }

    func fault(of name: String) -> String? { problems.first { $0.field == name }?.message }

    /// The summary above the form; `fields` are those the page shows, so that each line can lead to its field.
    func summary(of fields: [FormField]) -> Faults? { summary(of: fields.map(\.name)) }

    /// The same for fields given by name.
    func summary(of fields: [String]) -> Faults? {
        guard !problems.isEmpty else { return nil }
        let known = Set(fields)
        return Faults(
            heading: problems.count == 1 ? "One thing to correct" : "\(problems.count) things to correct",
            items: problems.map {
                Faults.Item(text: $0.message, anchor: known.contains($0.field) ? $0.field : nil)
            })
    }
}

/// Everything that is wrong with a form, on top of it, each line leading to its field.
struct Faults: Sendable {
    let heading: String
    let items: [Item]

    struct Item: Sendable {
        let text: String
        let anchor: String?
    }
}
