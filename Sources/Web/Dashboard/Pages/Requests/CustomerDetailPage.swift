import Domain
import UseCases

/// One customer: every connection, permission and request.
struct CustomerDetailPage: Page {
    static let template = "customer"

    let shell: Shell
    let title: String
    let name: String
    let email: String
    let ask: Link?
    let connections: Connections?
    let authorizations: AuthorizationTable?
    let requests: RequestTable?
    let facts: [Fact]
    /// Nil for who may not, and where there is nothing to see by them.
    let links: Links?

    /// The links to the customer's own page.
    struct Links: Sendable {
        let action: String
    }

    struct Connections: Sendable {
        let rows: [Row]
    }

    struct Row: Sendable {
        let address: String
        let provider: String
        let mark: StatusMark
        let cause: Reading
        let since: Moment
        let lastData: Moment?
    }

    init(_ detail: CustomerDetail, viewer: Viewer) {
        let customer = detail.customer
        shell = viewer.shell(at: .customers)
        title = customer.name
        name = customer.name
        email = customer.email ?? "No e-mail address"
        ask = viewer.may(.operate) ? Self.ask(detail) : nil
        connections =
            detail.connections.isEmpty
            ? nil : Connections(rows: detail.connections.map { Row($0, viewer: viewer) })
        authorizations = AuthorizationTable(detail.authorizations, namesCustomers: false, viewer: viewer)
        requests = RequestTable(detail.requests, namesCustomers: false, viewer: viewer)
        let hasAgreed = detail.authorizations.contains { $0.authorization.grantedAt != nil }
        links =
            viewer.may(.operate) && hasAgreed
            ? Links(action: "/customers/\(customer.id.prefixed)/link-revocations") : nil
        facts = [
            Fact(
                label: "Connections",
                link: Link(
                    label: "In the list of connections",
                    address: "/connections?filter=all&customer=\(customer.id.prefixed)")),
            Fact(label: "Added", moment: viewer.moment(customer.createdAt)),
            Fact(label: "Id", code: customer.id.prefixed),
        ]
    }

    /// The form for everything of this customer, beginning with what needs him; loud when something does.
    private static func ask(_ detail: CustomerDetail) -> Link? {
        let offers = detail.connections.compactMap(\.asking)
        guard let offer = offers.first(where: \.isCure) ?? offers.first else { return nil }
        return Link(label: "Ask this customer", address: offer.link.address, isQuiet: !offer.isCure)
    }
}

extension CustomerDetailPage.Row {
    fileprivate init(_ summary: ConnectionSummary, viewer: Viewer) {
        address = "/connections/\(summary.id.prefixed)"
        provider = summary.provider.name
        mark = StatusMark(summary.status, actor: summary.actor)
        cause = Reading(summary, viewer: viewer)
        since = viewer.moment(summary.since)
        lastData = summary.lastSuccessAt.map(viewer.moment)
    }
}
