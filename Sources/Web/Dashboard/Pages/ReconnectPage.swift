import Domain
import UseCases

/// Reconnect, step 1: is this the right utility, and what will happen.
struct ReconnectPage: Page {
    static let template = "reconnect"

    let shell: Shell
    let title: String
    let customer: String
    let connectionAddress: String
    let provider: String
    let siteAddress: String
    let cause: String
    let login: String?
    let steps: [Step]
    let deepLink: DeepLink?
    let attempts: String?
    let nextAddress: String

    struct Step: Sendable {
        let number: Int
        let text: String
    }

    /// Where the cure is, when it is at the utility.
    struct DeepLink: Sendable {
        let text: String
        let label: String
        let address: String
    }

    init(_ form: ReconnectForm, viewer: Viewer) {
        let summary = form.connection
        shell = viewer.shell(at: .connections)
        title = "Reconnect \(summary.customer.name), \(form.provider.name)"
        customer = summary.customer.name
        connectionAddress = "/connections/\(summary.id.prefixed)"
        provider = form.provider.name
        siteAddress = form.provider.address
        cause = summary.cause
        login = summary.loginHint
        steps = [
            "You enter what \(form.provider.name) asks for.",
            "Tieline signs in at once, while you look on, and says what the portal answers.",
            "It counts as repaired when the accounts were read and a bill was fetched.",
        ].enumerated().map { Step(number: $0 + 1, text: $1) }
        deepLink = form.deepLink.map {
            DeepLink(text: Self.errand(of: summary.status), label: "Open \(form.provider.name)", address: $0)
        }
        attempts = form.attemptsSentence
        nextAddress = connectionAddress + "/reconnect/credentials"
    }

    /// What is to be done at the utility before the sign-in is worth trying.
    private static func errand(of status: ConnectionStatus) -> String {
        switch status {
        case .newPasswordNeeded: "First set a new password on the utility’s own site:"
        case .accountLocked: "First unlock the account with the utility:"
        default: "First finish what the utility asks for on its own site:"
        }
    }
}

extension ReconnectForm {
    /// How often may still be tried before the portal locks; nil when nobody knows.
    var attemptsSentence: String? {
        attemptsLeft.map { left in
            left == 0
                ? "\(provider.name) may lock this account with the next wrong try. Make sure before you go on."
                : "\(counted(left, "try", "tries")) left before \(provider.name) locks this account."
        }
    }
}
