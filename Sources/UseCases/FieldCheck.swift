import Domain

/// Reads typed fields and collects every problem, so that a person hears of all at once.
struct FieldCheck {
    private(set) var problems: [FieldProblem] = []

    /// One line of text, trimmed, 1 to `limit` characters without control characters.
    mutating func line(_ field: String, _ text: String, limit: Int = 200) -> String {
        do {
            return try TextRules.checkedLine(text, field: field, limit: limit)
        } catch {
            add(error)
            return ""
        }
    }

    /// An e-mail address, lower-cased.
    mutating func email(_ field: String, _ text: String) -> String {
        guard let address = EmailAddress(text) else {
            add(.notAnAddress(field: field))
            return ""
        }
        return address.text
    }

    /// A password a member chooses: 12 to 512 characters.
    mutating func newPassword(_ field: String, _ password: Secret<String>) {
        switch password.exposed.unicodeScalars.count {
        case ..<12: add(field, "too_short", "Choose a password of at least 12 characters.")
        case (CredentialText.limit + 1)...: add(.tooLong(field: field, limit: CredentialText.limit))
        default: return
        }
    }

    /// One typed credential, kept exactly as it was typed.
    mutating func credential(_ prompt: Prompt, _ text: Secret<String>) -> Secret<String> {
        do {
            let checked = try CredentialText(text, field: prompt.name)
            if prompt.kind == .select, !prompt.options.contains(text.exposed) {
                add(prompt.name, "not_an_option", "Choose one of the offered answers.")
            }
            return checked.secret
        } catch {
            add(error)
            return Secret("")
        }
    }

    mutating func add(_ field: String, _ code: String, _ message: String) {
        problems.append(FieldProblem(field: field, code: code, message: message))
    }

    /// Throws when anything was wrong.
    func finish() throws(UseCaseError) {
        guard problems.isEmpty else { throw .invalid(problems) }
    }

    private mutating func add(_ error: TextError) {
        add(error.field, error.code, error.advice)
    }
}
