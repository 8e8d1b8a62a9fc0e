import Domain

/// Where a page of connections ended: the last row's place in the order. As text `attention.0.<uuid>.1790000000000000`.
struct ConnectionCursor: Equatable {
    let sort: ConnectionSort
    let rank: Int
    /// The value of the sort column.
    let key: SQLValue
    let id: String

    init(sort: ConnectionSort, rank: Int, key: SQLValue, id: String) {
        self.sort = sort
        self.rank = rank
        self.key = key
        self.id = id
    }

    /// Nil for text that is not a cursor of this order.
    init?(_ text: String, sort: ConnectionSort) {
        let parts = text.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[0] == sort.rawValue, let rank = Int(parts[1]), let id = Connection.ID(parts[2])
        else { return nil }
        switch sort {
        case .name: key = .text(parts[3])
        case .attention, .since:
            guard let instant = Int64(parts[3]) else { return nil }
            key = .integer(instant)
        }
        self.sort = sort
        self.rank = rank
        self.id = id.uuid
    }

    var text: String {
        switch key {
        case .integer(let instant): "\(sort.rawValue).\(rank).\(id).\(instant)"
        case .text(let name): "\(sort.rawValue).\(rank).\(id).\(name)"
        default: ""
        }
    }
}

extension ConnectionSort {
    /// The column behind the rank that this order goes by, before the id.
    var column: String { self == .name ? "name_key" : "since_at" }
    var isDescending: Bool { self == .since }
    var direction: String { isDescending ? "DESC" : "ASC" }
    /// What comes after a place in this order.
    var after: String { isDescending ? "<" : ">" }
}
