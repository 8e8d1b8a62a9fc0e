import Domain
import HTTPKit
import UseCases

/// Which rows of *Connections* somebody ticked: each by itself, or the whole list.
enum RowSelection: Sendable {
    case rows([Connection.ID])
    case list(ConnectionListing)

    /// Rows of this page are fields of their own; those of other pages stand in one, since a form has a limit of fields.
    init(_ form: Form) {
        if form.flag("all") {
            self = .list(ConnectionListing(form))
        } else {
            let others = form.raw("others").split(separator: " ").map(String.init)
            var seen: Set<Connection.ID> = []
            self = .rows(
                (form.all("connection") + others).compactMap { Connection.ID($0) }.filter { seen.insert($0).inserted })
        }
    }

    var isEmpty: Bool {
        guard case .rows(let rows) = self else { return false }
        return rows.isEmpty
    }

    /// The same for a plan of requests.
    var asked: RequestSelection {
        switch self {
        case .rows(let rows): .connections(rows)
        case .list(let listing): .listing(listing)
        }
    }
}
