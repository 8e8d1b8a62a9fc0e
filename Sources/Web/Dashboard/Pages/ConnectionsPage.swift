import Domain
import Foundation
import UseCases

/// *Connections*: what needs somebody, why, since when, and the one thing to do about it.
struct ConnectionsPage: Page {
    static let template = "connections"

    let shell: Shell
    let title: String
    let canChange: Bool
    let numbers: [Link]
    let filters: [FilterLink]
    let search: Search
    let narrowed: Narrowed?
    let table: ConnectionTable?
    let whole: Whole?
    let empty: EmptyList?
    let pager: Pager?

    struct FilterLink: Sendable {
        let label: String
        let address: String
        let count: String
        let isCurrent: Bool
        /// A line stands above it: rows that are in no other list.
        let isApart: Bool
    }

    struct Search: Sendable {
        let text: String
        let filter: String
        let customer: String?
        let providers: [Option]
    }

    /// All rows of the list at once, where there are more than the page shows.
    struct Whole: Sendable {
        let label: String
        let fields: [Field]

        struct Field: Sendable {
            let name: String
            let value: String
        }

        /// - Parameter total: How many rows the list has; nil when nobody counted.
        init?(_ asked: ConnectionListing, total: Int?, isWhole: Bool) {
            guard !isWhole else { return nil }
            let count = total.map { $0.formatted(.number.locale(.product)) + " " } ?? ""
            label = "Select all \(count)in this list"
            fields = ConnectionsAddress(asked).items.map { Field(name: $0.name, value: $0.value) }
        }
    }

    /// Says that the list is narrowed by more than filter and search.
    struct Narrowed: Sendable {
        let text: String
        let address: String
    }

    /// - Parameters:
    ///   - requests: The open requests of the rows.
    ///   - unfiled: How many mails of email connections wait for somebody.
    init(
        _ page: ConnectionPage, asked: ConnectionListing, requests: [Connection.ID: RequestSummary] = [:],
        providers: [ProviderReference], unfiled: Int = 0, viewer: Viewer
    ) {
        let total = page.counts.byFilter[asked.filter] ?? 0
        shell = viewer.shell(at: .connections)
        title = asked.filter == .all ? "Connections" : "\(asked.filter.label) · Connections"
        canChange = viewer.may(.operate)
        numbers = Self.numbers(page.counts)
        let waiting = unfiled > 0 ? [FilterLink(unfiled: unfiled)] : []
        filters = ConnectionFilter.allCases.flatMap { filter in
            let link = FilterLink(
                label: filter.label, address: ConnectionsAddress(asked).with(filter: filter).text,
                count: (page.counts.byFilter[filter] ?? 0).formatted(.number.locale(.product))
                    + (page.counts.isCapped ? "+" : ""),
                isCurrent: filter == asked.filter, isApart: filter == .archived)
            return filter == .needsAttention ? [link] + waiting : [link]
        }
        search = Search(
            text: asked.search, filter: asked.filter.rawValue, customer: asked.customerID?.prefixed,
            providers: [Option(value: "", label: "All utilities", isChosen: asked.providerKey == nil)]
                + providers.map {
                    Option(value: $0.key.text, label: $0.name, isChosen: $0.key == asked.providerKey)
                })
        narrowed = Self.narrowed(asked, rows: page.rows)
        table =
            page.rows.isEmpty ? nil : ConnectionTable(page.rows, asked: asked, requests: requests, viewer: viewer)
        whole = Whole(
            asked, total: asked.actor == nil ? total : nil, isWhole: page.next == nil && asked.after == nil)
        empty = page.rows.isEmpty ? Self.empty(asked, counts: page.counts, unfiled: unfiled, viewer: viewer) : nil
        pager = Self.pager(page, asked: asked, total: asked.actor == nil ? total : nil)
    }

    private static func numbers(_ counts: ConnectionCounts) -> [Link] {
        func link(_ count: Int, _ words: String, _ query: String) -> Link {
            Link(label: "\(count.formatted(.number.locale(.product))) \(words)", address: "/connections?" + query)
        }
        func acting(_ actor: Actor) -> Int { counts.byActor[actor] ?? 0 }
        return [
            link(counts.connected, "connected", "filter=healthy"),
            link(acting(.operator), acting(.operator) == 1 ? "needs you" : "need you", "filter=all&actor=operator"),
            link(
                acting(.customer), acting(.customer) == 1 ? "needs its owner" : "need their owner",
                "filter=all&actor=customer"),
            link(
                acting(.utility), acting(.utility) == 1 ? "waits for its utility" : "wait for their utility",
                "filter=all&actor=utility"),
        ]
    }

    private static func narrowed(_ asked: ConnectionListing, rows: [ConnectionSummary]) -> Narrowed? {
        let actor: String? =
            switch asked.actor {
            case .operator: "need you"
            case .customer: "need the customer"
            case .utility: "wait for the utility"
            case .nobody: "need nobody"
            case nil: nil
            }
        let customer = asked.customerID.flatMap { id in rows.first { $0.customer.id == id }?.customer.name }
        let parts = [actor.map { "that \($0)" }, customer.map { "of \($0)" }].compactMap(\.self)
        guard !parts.isEmpty else { return nil }
        return Narrowed(
            text: "Only connections \(parts.joined(separator: ", ")).",
            address: ConnectionsAddress(asked).withoutNarrowing.text)
    }

    private static func empty(
        _ asked: ConnectionListing, counts: ConnectionCounts, unfiled: Int, viewer: Viewer
    ) -> EmptyList {
        if !asked.search.isEmpty || asked.providerKey != nil || asked.customerID != nil {
            return EmptyList(
                heading: "Nothing matches",
                text:
                    "No connection under “\(asked.filter.label)” fits this search. Look under All, or search for less.",
                link: Link(label: "Show all connections", address: "/connections?filter=all"))
        }
        if asked.filter == .needsAttention, unfiled > 0 {
            return EmptyList(
                heading: "No connection needs attention",
                text: "\(counted(unfiled, "mail")) could not be filed by \(unfiled == 1 ? "itself" : "themselves").",
                link: Link(label: "Look at the mails", address: "/mails"))
        }
        if asked.filter == .needsAttention {
            return EmptyList(
                heading: "Nothing needs attention", text: "Every connection works or mends itself.",
                link: Link(label: "Show all connections", address: "/connections?filter=all"))
        }
        guard (counts.byFilter[.all] ?? 0) > 0 else {
            return EmptyList(
                heading: "No connections yet",
                text: "Add the first one: choose the utility, say whose account it is, and enter its sign-in.",
                link: viewer.may(.operate) ? Link(label: "Add connection", address: "/connections/new") : nil)
        }
        return EmptyList(heading: "Nothing here", text: "No connection is under “\(asked.filter.label)”.", link: nil)
    }

    private static func pager(_ page: ConnectionPage, asked: ConnectionListing, total: Int?) -> Pager? {
        guard page.next != nil || asked.after != nil else { return nil }
        let shown = counted(page.rows.count, "row")
        return Pager(
            text: total.map { "\(shown) of \($0.formatted(.number.locale(.product)))" } ?? shown,
            first: asked.after == nil ? nil : ConnectionsAddress(asked).text,
            next: page.next.map { ConnectionsAddress(asked).with(after: $0).text })
    }
}

extension ConnectionsPage.FilterLink {
    /// Mails that need attention as well, and belong to no row.
    fileprivate init(unfiled: Int) {
        self.init(
            label: "Mails to file", address: "/mails", count: unfiled < 1000 ? String(unfiled) : "1,000+",
            isCurrent: false, isApart: false)
    }
}

extension Locale {
    /// Numbers are written the same on every machine: `1,234`.
    static let product = Locale(identifier: "en_US")
}
