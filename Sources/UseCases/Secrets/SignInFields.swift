import Domain
import Ports

/// The fields a person fills to sign in at a provider, and how what he typed becomes credentials.
enum SignInFields {
    static let username = "username"
    static let password = "password"

    /// The provider's own fields, then what the portal asked for beyond them; user name and password come always.
    static func prompts(of provider: Provider, beyond extra: [Prompt]) -> [Prompt] {
        let own = provider.signInFields.isEmpty ? standard : provider.signInFields
        let known = Set(own.map(\.name))
        return own + extra.filter { !known.contains($0.name) }
    }

    /// Reads every field; a blank one keeps the stored value where that is allowed.
    ///
    /// - Throws: `.invalid` naming every wrong field.
    static func credentials(
        from typed: [String: Secret<String>], fields: [ReconnectField], stored: SignInCredentials?
    ) throws(UseCaseError) -> SignInCredentials {
        var check = FieldCheck()
        var values = stored?.values ?? [:]
        for field in fields {
            let text = typed[field.prompt.name] ?? Secret("")
            if text.exposed.isEmpty, field.mayStayBlank, values[field.prompt.name] != nil { continue }
            values[field.prompt.name] = check.credential(field.prompt, text)
        }
        for name in typed.keys.sorted() where !fields.contains(where: { $0.prompt.name == name }) {
            check.add(name, "unknown_field", "This provider does not ask for \(name.prefix(40)).")
        }
        try check.finish()
        return SignInCredentials(
            username: values[username] ?? Secret(""), password: values[password] ?? Secret(""),
            answers: values.filter { $0.key != username && $0.key != password })
    }

    private static let standard = [
        Prompt(name: username, label: "User name", kind: .text),
        Prompt(name: password, label: "Password", kind: .secret),
    ]
}

extension SignInCredentials {
    /// By the names of the fields.
    fileprivate var values: [String: Secret<String>] {
        answers.merging([SignInFields.username: username, SignInFields.password: password]) { _, own in own }
    }
}
