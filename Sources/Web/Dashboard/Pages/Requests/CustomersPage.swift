import Domain
import UseCases

/// *Customers*: whose accounts these are.
struct CustomersPage: Page {
    static let template = "customers"

    let shell: Shell
    let title = "Customers"
    let search: String
    let table: Table?
    let empty: EmptyList?
    let pager: Pager?

    struct Table: Sendable {
        let rows: [Row]
    }

    struct Row: Sendable {
        let address: String
        let name: String
        let email: String?
        let connections: Link
        let attention: Link?
    }

    init(_ page: CustomerPage, search: String, isFirst: Bool, viewer: Viewer) {
        let address = ListAddress("/customers").with("q", search)
        shell = viewer.shell(at: .customers)
        self.search = search
        table = page.rows.isEmpty ? nil : Table(rows: page.rows.map(Row.init))
        empty =
            !page.rows.isEmpty
            ? nil
            : search.isEmpty
                ? EmptyList(
                    heading: "No customers yet", text: "A customer comes with the first connection that is added.",
                    link: viewer.may(.operate) ? Link(label: "Add connection", address: "/connections/new") : nil)
                : EmptyList(
                    heading: "Nothing matches", text: "No customer’s name or address begins like this.",
                    link: Link(label: "Show all customers", address: "/customers"))
        pager = Pager(counted(page.rows.count, "customer"), at: address, isFirst: isFirst, next: page.next)
    }
}

extension CustomersPage.Row {
    fileprivate init(_ summary: CustomerSummary) {
        let id = summary.id.prefixed
        address = "/customers/\(id)"
        name = summary.customer.name
        email = summary.customer.email
        connections = Link(
            label: counted(summary.connections, "connection"), address: "/connections?filter=all&customer=\(id)")
        attention =
            summary.needsAttention > 0
            ? Link(
                label: summary.needsAttention == 1 ? "1 needs attention" : "\(summary.needsAttention) need attention",
                address: "/connections?filter=needs_attention&customer=\(id)") : nil
    }
}
