import Domain
import UseCases

/// Reconnect, step 2: the sign-in, with who asks, what is done with it and how to take it back beside it.
struct CredentialsPage: Page {
    static let template = "credentials"

    let shell: Shell
    let title: String
    let customer: String
    let connectionAddress: String
    let provider: String
    let lead: String
    let action: String
    let faults: Faults?
    let fields: [FormField]
    let attempts: String?
    let trust: Trust

    init(_ form: ReconnectForm, answers: Answers, viewer: Viewer) {
        let summary = form.connection
        let fields = form.fields.map { FormField($0, answers: answers) }
        let faults = answers.summary(of: fields)
        shell = viewer.shell(at: .connections)
        title = (faults == nil ? "" : "Error: ") + "Sign-in for \(form.provider.name)"
        customer = summary.customer.name
        connectionAddress = "/connections/\(summary.id.prefixed)"
        provider = form.provider.name
        lead = "As \(summary.customer.name) signs in on \(form.provider.address)."
        action = connectionAddress + "/credentials"
        self.faults = faults
        self.fields = fields
        attempts = form.attemptsSentence
        trust = Trust(provider: form.provider.name, organization: viewer.signedIn.organization.name)
    }
}

/// The three answers that stand beside every password field.
struct Trust: Sendable {
    let who: String
    let what: String
    let takeBack: String
}

extension Trust {
    init(provider: String, organization: String) {
        self.init(
            who: "\(organization), to read bills and usage from \(provider).",
            what: "It is encrypted on \(organization)’s own machines and sent to \(provider) alone, to sign in.",
            takeBack:
                "Archive the connection and nobody signs in any more. A new password at \(provider) ends it as well.")
    }
}

extension FormField {
    /// A question of the portal.
    init(_ field: ReconnectField, answers: Answers) {
        let hint = field.mayStayBlank ? "Leave blank to keep what is stored." : nil
        self.init(prompt: field.prompt, hint: hint, answers: answers)
    }

    init(prompt: Prompt, hint: String? = nil, answers: Answers) {
        switch prompt.kind {
        case .text: self.init(prompt.name, prompt.label, .username, hint: hint, in: answers)
        case .secret: self.init(prompt.name, prompt.label, .portalSecret, hint: hint, in: answers)
        case .select:
            self.init(
                prompt.name, prompt.label, choosingFrom: prompt.options.map { (value: $0, label: $0) }, hint: hint,
                in: answers)
        }
    }
}
