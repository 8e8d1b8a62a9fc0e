import Domain
import Foundation
import UseCases

/// Who looks at a page, when, and what the last step told them.
struct Viewer: Sendable {
    let signedIn: SignedInMember
    let now: Date
    let assets: AssetAddresses
    var notice: Notice?

    func may(_ permission: Permission) -> Bool { signedIn.author.may(permission) }

    /// The same person at another time.
    func at(_ now: Date) -> Viewer { Viewer(signedIn: signedIn, now: now, assets: assets) }

    /// An instant in the zone that the organization reads times in.
    func moment(_ date: Date) -> Moment { Moment(date, now: now, in: signedIn.organization.timeZone) }

    /// What every signed-in page shares, seen from `place`.
    func shell(at place: Place.Name?) -> Shell {
        Shell(
            stylesheet: assets.stylesheet, script: assets.script, icon: assets.icon,
            places: Place.Name.allCases.filter { may($0.permission) }.map {
                Place(label: $0.label, address: $0.address, isCurrent: $0 == place)
            },
            person: Person(
                name: signedIn.member.name, email: signedIn.member.email, role: signedIn.member.role.word,
                organization: signedIn.organization.name,
                settings: may(.administer) ? Link(label: "Organization settings", address: "/organization") : nil),
            notice: notice)
    }
}

/// The frame around a signed-in page.
struct Shell: Sendable {
    let stylesheet: String
    let script: String
    let icon: String
    let places: [Place]
    let person: Person
    let notice: Notice?
}

/// The frame around a page for people who are not signed in.
struct Door: Sendable {
    let stylesheet: String
    let script: String
    let icon: String

    init(_ assets: AssetAddresses) {
        stylesheet = assets.stylesheet
        script = assets.script
        icon = assets.icon
    }
}

/// One entry of the main navigation.
struct Place: Sendable {
    enum Name: CaseIterable {
        case connections, customers, requests, authorizations, providers, members, apiKeys, audit
    }

    let label: String
    let address: String
    let isCurrent: Bool
}

extension Place.Name {
    var label: String {
        switch self {
        case .connections: "Connections"
        case .customers: "Customers"
        case .requests: "Requests"
        case .authorizations: "Authorizations"
        case .providers: "Utilities"
        case .members: "Members"
        case .apiKeys: "API keys"
        case .audit: "Audit"
        }
    }

    var address: String {
        switch self {
        case .connections: "/connections"
        case .customers: "/customers"
        case .requests: "/requests"
        case .authorizations: "/authorizations"
        case .providers: "/providers"
        case .members: "/members"
        case .apiKeys: "/api-keys"
        case .audit: "/audit"
        }
    }

    var permission: Permission {
        switch self {
        case .connections, .customers, .requests, .authorizations, .providers: .look
        case .members, .apiKeys, .audit: .administer
        }
    }
}

/// The signed-in person, as the masthead names them.
struct Person: Sendable {
    let name: String
    let email: String
    let role: String
    let organization: String
    /// The way to what only owners may change.
    let settings: Link?
}

/// What the last step did, told once on top of the next page.
struct Notice: Sendable {
    let text: String
    /// A link or key that is shown this one time.
    var secret: String?
    var after: String?
    /// Says that something was not done.
    var isRefusal = false
}

extension Role {
    /// The role as a person reads it.
    var word: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
