import Domain
import Foundation
import UseCases

/// A utility of the catalogue, with how it is doing for the key's organization.
struct ProviderView: Wire {
    let key: String
    let name: String
    let address: String
    let timeZone: String
    let currency: String
    let lockoutLimit: Nullable<Int>
    let isRetired: Bool
    let signInFields: [SignInFieldView]
    let connections: Int
    let connected: Int
    let incident: Nullable<IncidentView>

    static let name = "Provider"
    static let summary = "A utility of the catalogue."
    static let prose = [
        "key": "Stable; what `POST /v1/connections` takes.",
        "name": "What people call it.",
        "address": "Its sign-in page.",
        "time_zone": "IANA name: the zone its bill dates are in.",
        "currency": "ISO 4217: the currency of its bills.",
        "lockout_limit": "Wrong passwords it allows before it locks an account, if known.",
        "is_retired": "Retired providers take no new connections.",
        "sign_in_fields": "What a person types to sign in, in order.",
        "connections": "How many connections of yours it has, archived ones aside.",
        "connected": "Of those, how many work.",
        "incident": "Trouble of the provider itself, while it lasts.",
    ]
    static let example = ProviderView(
        key: "sandbox-harbor", name: "Harbor Energy", address: "https://portal.harbor.example/sign-in",
        timeZone: "America/New_York", currency: "USD", lockoutLimit: Nullable(5), isRetired: false,
        signInFields: [.example], connections: 12, connected: 11, incident: Nullable(nil))
}

extension ProviderView {
    init(_ health: ProviderHealth) {
        let provider = health.provider
        self.init(
            key: provider.key.text, name: provider.name, address: provider.address, timeZone: provider.timeZone,
            currency: provider.currency, lockoutLimit: Nullable(provider.lockoutLimit), isRetired: provider.isRetired,
            signInFields: provider.signInFields.map(SignInFieldView.init), connections: health.connections,
            connected: health.connected, incident: Nullable(health.incident.map(IncidentView.init)))
    }
}

struct SignInFieldView: Wire {
    let name: String
    let label: String
    let isSecret: Bool
    let options: [String]

    static let name = "SignInField"
    static let summary = "One thing a portal asks for."
    static let prose = [
        "name": "Its name in `credentials`.", "label": "What people call it.",
        "is_secret": "Whether it is hidden while it is typed.",
        "options": "The answers to choose from, if it is a choice.",
    ]
    static let example = SignInFieldView(name: "password", label: "Password", isSecret: true, options: [])

    init(name: String, label: String, isSecret: Bool, options: [String]) {
        self.name = name
        self.label = label
        self.isSecret = isSecret
        self.options = options
    }

    init(_ prompt: Prompt) {
        self.init(name: prompt.name, label: prompt.label, isSecret: prompt.kind == .secret, options: prompt.options)
    }
}

struct IncidentView: Wire {
    let id: WireID<Incident>
    let status: ConnectionStatus
    let reason: String
    let openedAt: Date

    static let name = "Incident"
    static let summary = "Trouble of a provider, not of its customers."
    static let prose = [
        "id": "Stable.", "status": "The status it gives to connections.", "reason": "Why, machine-readable.",
        "opened_at": "When many connections began to fail alike.",
    ]
    static let example = IncidentView(
        id: .sample, status: .websiteDown, reason: "site_down.http_5xx", openedAt: .example)
}

extension IncidentView {
    init(_ incident: Incident) {
        self.init(
            id: WireID(incident.id), status: incident.status, reason: incident.reason.rawValue,
            openedAt: incident.openedAt)
    }
}

struct ProviderList: Wire {
    let data: [ProviderView]

    static let name = "ProviderList"
    static let summary = "Every provider of the catalogue."
    static let prose = ["data": "Sorted by name."]
    static let example = ProviderList(data: [.example])
}
