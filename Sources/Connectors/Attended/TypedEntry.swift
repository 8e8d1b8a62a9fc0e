import Domain

/// What a person sent with one form, as far as it is understood.
struct TypedEntry {
    struct Answer {
        /// The name of the recipe's prompt.
        let name: String
        let value: Secret<String>
    }

    var username: Secret<String>?
    var password: Secret<String>?
    /// In place of the password, from now on.
    var newPassword: Secret<String>?
    var answer: Answer?
    var code: Secret<String>?

    /// What the portal will judge by this form; nil when it holds no secret.
    var kind: Submission.Kind? {
        if newPassword != nil || password != nil { return .password }
        if code != nil { return .code }
        return answer == nil ? nil : .answer
    }

    var secrets: [Secret<String>] { [username, password, newPassword, answer?.value, code].compactMap { $0 } }
}

/// A field of a form that was sent, with what tells what it holds.
struct TypedField {
    let name: String
    let id: String
    /// The input's type, e.g. `password`.
    let type: String
    /// The `autocomplete` attribute, lower-case.
    let autocomplete: String
    /// What is written at the field.
    let label: String
    let value: Secret<String>
    /// The recipe's selectors that it matched.
    let selectors: Set<String>

    var isPassword: Bool { type == "password" }
    /// Takes a line of text, as user names and codes do.
    var isText: Bool { ["text", "email", "tel", "number", ""].contains(type) }
    /// Its words speak of a one-time code, or it says so.
    var isForCode: Bool {
        if isFor("one-time-code") { return true }
        let words = "\(name) \(id) \(label)".lowercased()
        let isCode = ["one-time", "passcode", "verification code", "security code", "otp"].contains {
            words.contains($0)
        }
        return isText && isCode
    }
    func isFor(_ purpose: String) -> Bool { autocomplete.split(separator: " ").contains { $0 == purpose } }
}
