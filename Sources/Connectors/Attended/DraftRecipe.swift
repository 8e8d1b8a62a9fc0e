import Domain
import Foundation

/// The steps of a person's sign-in, as a recipe to go on with: where forms were sent and what their fields were for.
/// It holds no value.
struct DraftRecipe {
    /// A form that was sent.
    private struct Form {
        let address: String
        let fields: [(selector: String, filling: RecipeStep.Filling)]
        let question: String?
    }

    let provider: Provider
    let origins: [String]
    private var forms: [Form] = []

    init(provider: Provider, origins: [String]) {
        self.provider = provider
        self.origins = origins
    }

    /// - Parameter address: without its query.
    mutating func add(_ entry: TypedEntry, _ fields: [TypedField], at address: String) {
        let found = fields.compactMap { field in
            entry.filling(of: field).map { (selector: field.selector, filling: $0) }
        }
        guard !found.isEmpty else { return }
        let question = fields.first { entry.filling(of: $0) == .answer }?.label
        forms.removeAll { $0.address == address && $0.fields.map(\.selector) == found.map(\.selector) }
        forms.append(Form(address: address, fields: found, question: question))
    }

    /// The recipe as far as it can be told, with what is missing as comments.
    ///
    /// - Parameters:
    ///   - end: the page on which the person said that he is signed in.
    ///   - redacting: takes what was typed out of an address.
    func yaml(endingAt end: Sighting?, redacting: (String) -> String) -> String {
        let pages = forms.enumerated().flatMap { index, form in lines(of: form, number: index + 1, redacting) }
        let path = end.map { AddressParts(redacting(AddressParts($0.facts.address).withoutQuery)).path } ?? "/"
        let head = [
            "# A draft from a sign-in by hand. Check every page, then write accounts and bills (docs/connectors.md).",
            "name: \(Self.quoted(provider.name))", "address: \(Self.quoted(provider.address))",
            "origins: [\(origins.map(Self.quoted).joined(separator: ", "))]", "time_zone: \(provider.timeZone)",
            "currency: \(provider.currency)", "", "pages:",
        ]
        let inside = [
            "  signed_in:", "    # Better: an element that only a signed-in person sees.",
            "    when: { address: \(Self.quoted(path)) }", "    means: signed_in",
        ]
        return (head + pages + inside + ["", "# accounts:", "# bills:"]).joined(separator: "\n") + "\n"
    }

    private func lines(of form: Form, number: Int, _ redacting: (String) -> String) -> [String] {
        let path = AddressParts(redacting(form.address)).path
        let first = form.fields.first.map { Self.quoted($0.selector) } ?? "\"\""
        return [
            "  step_\(number):", "    when: { address: \(Self.quoted(path)), selector: \(first) }",
            "    means: \(Self.meaning(of: form))", "    do:",
        ] + form.fields.map { "      - { fill: \(Self.quoted($0.selector)), with: \($0.filling.rawValue) }" }
            + ["      - { press: Enter }"]
    }

    private static func meaning(of form: Form) -> String {
        let fillings = form.fields.map(\.filling)
        if fillings.contains(.password) { return fillings.contains(.username) ? "asks_both" : "asks_password" }
        if fillings.contains(.code) { return "{ asks_code: { channel: email } }   # or sms, totp, call, app" }
        guard fillings.contains(.answer) else { return "asks_username" }
        let label = quoted(form.question ?? "Security question")
        return "{ asks_answer: { name: security_answer, label: \(label) } }"
    }

    private static func quoted(_ text: String) -> String {
        let plain = text.unicodeScalars.filter { $0.value >= 32 }.map { scalar in
            scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : "\(scalar)"
        }
        return "\"\(plain.joined())\""
    }
}

extension TypedEntry {
    /// What stood in the field, as a recipe calls it; a new password is typed once only, so no recipe types it.
    fileprivate func filling(of field: TypedField) -> RecipeStep.Filling? {
        func holds(_ secret: Secret<String>?) -> Bool { secret.map { $0.exposed == field.value.exposed } ?? false }
        if field.isPassword { return holds(password) ? .password : nil }
        if holds(username) { return .username }
        if holds(code) { return .code }
        return holds(answer?.value) ? .answer : nil
    }
}

extension TypedField {
    /// What finds the field again: its id, its name, or its kind.
    fileprivate var selector: String {
        let isPlain =
            id.first?.isLetter == true
            && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        if isPlain { return "#\(id)" }
        return name.isEmpty || name.contains("\"") ? "input[type=\(type)]" : "[name='\(name)']"
    }
}
