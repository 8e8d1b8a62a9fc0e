import Domain
import HTTPKit
import UseCases

/// The address of a list of connections: everything that chooses rows stands in it.
struct ConnectionsAddress: Sendable {
    private var asked: ConnectionListing

    /// The first page of the same rows.
    init(_ asked: ConnectionListing) {
        self.asked = asked
        self.asked.after = nil
    }

    /// Another filter over the same search.
    func with(filter: ConnectionFilter) -> ConnectionsAddress {
        var copy = self
        copy.asked.filter = filter
        copy.asked.actor = nil
        return copy
    }

    func with(sort: ConnectionSort) -> ConnectionsAddress {
        var copy = self
        copy.asked.sort = sort
        return copy
    }

    func with(after cursor: String) -> ConnectionsAddress {
        var copy = self
        copy.asked.after = cursor
        return copy
    }

    /// The same filter and search for everybody's rows.
    var withoutNarrowing: ConnectionsAddress {
        var copy = self
        copy.asked.actor = nil
        copy.asked.customerID = nil
        return copy
    }

    /// What stands in the query, by name.
    var items: [(name: String, value: String)] {
        let items: [(String, String?)] = [
            ("filter", asked.filter.rawValue), ("actor", asked.actor?.rawValue),
            ("q", asked.search.isEmpty ? nil : asked.search), ("provider", asked.providerKey?.text),
            ("customer", asked.customerID?.prefixed),
            ("sort", asked.sort == .attention ? nil : asked.sort.rawValue), ("after", asked.after),
        ]
        return items.compactMap { name, value in value.map { (name, $0) } }
    }

    var text: String {
        "/connections?" + items.map { "\($0.name)=\(FormEncoding.encoded($0.value))" }.joined(separator: "&")
    }
}
