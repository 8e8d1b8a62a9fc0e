import Domain
import Foundation
import UseCases

/// A connection as clients see it.
struct ConnectionView: Wire {
    let id: WireID<Connection>
    let customer: CustomerView
    let provider: ProviderNameView
    let kind: ConnectionKind
    let sites: [SiteView]
    let collectFrom: Nullable<WireDay>
    let status: ConnectionStatus
    let reason: String
    let actor: Actor
    let since: Date
    let lastSuccessAt: Nullable<Date>
    let lastAttemptAt: Nullable<Date>
    let nextAttemptAt: Nullable<Date>
    let activity: Activity
    let cause: String
    let nextAction: NextActionView
    let deepLink: Nullable<String>
    let loginHint: Nullable<String>
    let incidentId: Nullable<WireID<Incident>>
    let createdAt: Date
    let archived: Bool

    static let name = "Connection"
    static let summary = "One login of one customer at one provider, and how it is doing."
    static let prose = [
        "id": "Stable.",
        "customer": "Who holds the utility accounts.",
        "provider": "The utility.",
        "kind": "How data comes.",
        "sites": "The places its accounts are filed under, by name.",
        "collect_from": "Bills issued before this day are not fetched; null when all are.",
        "status": "What everybody sees.",
        "reason": "Why the status was given, machine-readable.",
        "actor": "Who must act next.",
        "since": "Since when the status holds.",
        "last_success_at": "When data was fetched last.",
        "last_attempt_at": "When a sign-in was tried last.",
        "next_attempt_at": "When the next one is due; null when none is planned.",
        "activity": "What it is doing right now. Never an error.",
        "cause": "The cause in one plain sentence.",
        "next_action": "The one step that helps.",
        "deep_link": "Where the cure is, when it is at the utility.",
        "login_hint": "The user name, masked in the middle; null before there are credentials.",
        "incident_id": "The provider's open incident.",
        "created_at": "When it was created.",
        "archived": "Archived connections are left out of every list but `archived`.",
    ]
    static let example = ConnectionView(
        id: .sample, customer: .example, provider: .example, kind: .online, sites: [.example],
        collectFrom: Nullable(WireDay("2025-01-01")), status: .passwordIncorrect, reason: "password_rejected",
        actor: .customer, since: .example, lastSuccessAt: Nullable(.example),
        lastAttemptAt: Nullable(.example), nextAttemptAt: Nullable(nil), activity: .idle,
        cause: "Harbor Energy says that the password is wrong.", nextAction: .example, deepLink: Nullable(nil),
        loginHint: Nullable("pa…@example.com"), incidentId: Nullable(nil), createdAt: .example, archived: false)
}

extension ConnectionView {
    init(_ row: ConnectionSummary) {
        self.init(
            id: WireID(row.id), customer: CustomerView(id: WireID(row.customer.id), name: row.customer.name),
            provider: ProviderNameView(key: row.provider.key.text, name: row.provider.name), kind: row.kind,
            sites: row.sites.map { SiteView(id: WireID($0.id), name: $0.name) },
            collectFrom: Nullable(row.collectFrom.map { WireDay($0.text) }), status: row.status,
            reason: row.reason.rawValue, actor: row.actor, since: row.since,
            lastSuccessAt: Nullable(row.lastSuccessAt), lastAttemptAt: Nullable(row.lastAttemptAt),
            nextAttemptAt: Nullable(row.nextAttemptAt), activity: row.activity, cause: row.cause,
            nextAction: NextActionView(code: row.nextAction, label: row.nextAction.label),
            deepLink: Nullable(row.deepLink), loginHint: Nullable(row.loginHint),
            incidentId: Nullable(row.incidentID.map { WireID($0) }), createdAt: row.createdAt,
            archived: row.archivedAt != nil)
    }
}

struct CustomerView: Wire {
    let id: WireID<Customer>
    let name: String

    static let name = "Customer"
    static let summary = "Holder of utility accounts."
    static let prose = ["id": "Stable.", "name": "As it was entered."]
    static let example = CustomerView(id: .sample, name: "Bakery Lehmann")
}

struct SiteView: Wire {
    let id: WireID<Site>
    let name: String

    static let name = "Site"
    static let summary = "A place that accounts are filed under."
    static let prose = ["id": "Stable.", "name": "As it was entered."]
    static let example = SiteView(id: .sample, name: "Quay Street")
}

struct ProviderNameView: Wire {
    let key: String
    let name: String

    static let name = "ProviderName"
    static let summary = "A utility by name."
    static let prose = ["key": "Stable; what `POST /v1/connections` takes.", "name": "What people call it."]
    static let example = ProviderNameView(key: "sandbox-harbor", name: "Harbor Energy")
}

struct NextActionView: Wire {
    let code: NextAction
    let label: String

    static let name = "NextAction"
    static let summary = "The one step that helps."
    static let prose = ["code": "Stable.", "label": "As a button says it."]
    static let example = NextActionView(code: .reconnect, label: NextAction.reconnect.label)
}

struct ConnectionList: Wire {
    let data: [ConnectionView]
    let nextCursor: Nullable<String>

    static let name = "ConnectionList"
    static let summary = "A page of connections."
    static let prose = [
        "data": "In the order asked for.", "next_cursor": "The `cursor` of the next page; null on the last.",
    ]
    static let example = ConnectionList(data: [.example], nextCursor: Nullable(nil))
}

extension Date {
    /// The instant of every example: 2026-10-31 08:15 UTC.
    static let example = Date(timeIntervalSince1970: 1_793_434_500)
}
