import Domain
import Foundation
import UseCases

/// *Authorizations*: what may be collected, and until when.
struct AuthorizationsPage: Page {
    static let template = "authorizations"

    let shell: Shell
    let title: String
    let tabs: [FilterTab]
    let table: AuthorizationTable?
    let empty: EmptyList?
    let pager: Pager?

    init(_ page: AuthorizationPage, filter: AuthorizationFilter, isFirst: Bool, viewer: Viewer) {
        let address = ListAddress("/authorizations")
        shell = viewer.shell(at: .authorizations)
        title = filter == .all ? "Authorizations" : "\(filter.label) · Authorizations"
        tabs = AuthorizationFilter.allCases.map {
            FilterTab(
                label: $0.label, address: address.with("filter", $0.rawValue).text,
                count: (page.counts[$0] ?? 0).formatted(.number.locale(.product)), isCurrent: $0 == filter)
        }
        table = AuthorizationTable(page.rows, viewer: viewer)
        empty =
            page.rows.isEmpty
            ? EmptyList(
                heading: "Nothing here",
                text: filter == .all
                    ? "A permission comes with the first connection that is added."
                    : "None is under “\(filter.label)”.",
                link: nil) : nil
        pager = Pager(
            counted(page.rows.count, "authorization"), at: address.with("filter", filter.rawValue), isFirst: isFirst,
            next: page.next)
    }
}
