import Domain
import Foundation
import UseCases

/// *API keys*: what other systems of the organization may do.
struct APIKeysPage: Page {
    static let template = "api-keys"

    let shell: Shell
    let title: String
    let faults: Faults?
    let list: List?
    let name: FormField
    let scopes: [Scope]
    let scopeFault: String?

    struct List: Sendable {
        let rows: [Row]
    }

    struct Row: Sendable {
        let name: String
        let scopes: String
        let created: Moment
        let lastUsed: Moment?
        let revoked: Moment?
        let post: Post?
    }

    struct Scope: Sendable {
        let id: String
        let value: String
        let label: String
        let isChosen: Bool
    }

    /// - Parameter chosen: The scopes that were ticked, when the form comes back.
    init(_ keys: [APIKey], answers: Answers = Answers(), chosen: Set<APIScope> = [.connectionsRead], viewer: Viewer) {
        let name = FormField(
            "name", "Name", hint: "What will use it, so that you know later which one to revoke.", in: answers)
        let faults = answers.summary(of: [name])
        shell = viewer.shell(at: .apiKeys)
        title = (faults == nil ? "" : "Error: ") + "API keys"
        self.faults = faults
        self.name = name
        scopes = APIScope.allCases.map { scope in
            Scope(
                id: "scope-\(scope.rawValue.replacing(":", with: "-"))", value: scope.rawValue, label: scope.sentence,
                isChosen: chosen.contains(scope))
        }
        scopeFault = answers.fault(of: "scopes")
        list = keys.isEmpty ? nil : List(rows: keys.map { Row($0, viewer: viewer) })
    }
}

extension APIKeysPage.Row {
    fileprivate init(_ key: APIKey, viewer: Viewer) {
        self.init(
            name: key.name, scopes: key.scopes.map(\.rawValue).sorted().joined(separator: ", "),
            created: viewer.moment(key.createdAt), lastUsed: key.lastUsedAt.map(viewer.moment),
            revoked: key.revokedAt.map(viewer.moment),
            post: key.revokedAt == nil
                ? Post(label: "Revoke", address: "/api-keys/\(key.id.prefixed)/revocations") : nil)
    }
}

extension APIScope {
    /// What the scope allows.
    var sentence: String {
        switch self {
        case .connectionsRead: "See connections, checks and utilities"
        case .connectionsWrite: "Add connections, enter sign-ins, ask for checks"
        case .recordsRead: "Read accounts and bills"
        }
    }
}
