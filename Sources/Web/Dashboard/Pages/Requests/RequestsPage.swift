import Domain
import Foundation
import UseCases

/// *Requests*: who was asked, and how far it came.
struct RequestsPage: Page {
    static let template = "requests"

    let shell: Shell
    let title: String
    let tabs: [FilterTab]
    let table: RequestTable?
    let empty: EmptyList?
    let pager: Pager?

    init(_ page: RequestPage, filter: RequestFilter, isFirst: Bool, viewer: Viewer) {
        let address = ListAddress("/requests").with("filter", filter.rawValue)
        shell = viewer.shell(at: .requests)
        title = "Requests"
        tabs = RequestFilter.allCases.map {
            FilterTab(
                label: $0.label, address: ListAddress("/requests").with("filter", $0.rawValue).text,
                count: (page.counts[$0] ?? 0).formatted(.number.locale(.product)), isCurrent: $0 == filter)
        }
        table = RequestTable(page.rows, viewer: viewer)
        empty =
            page.rows.isEmpty
            ? EmptyList(
                heading: filter == .open ? "Nobody is being asked" : "Nothing here",
                text: filter == .open
                    ? "Ask a customer from a row of Connections, or tick several rows there and ask them all."
                    : "No request is under “\(filter.label)”.",
                link: filter == .open
                    ? Link(label: "Look at what needs attention", address: "/connections?filter=needs_attention") : nil)
            : nil
        pager = Pager(counted(page.rows.count, "request"), at: address, isFirst: isFirst, next: page.next)
    }
}
