public import Domain

/// Which rows of *Connections*, in which order.
public struct ConnectionQuery: Sendable, Equatable {
    public var organizationID: Organization.ID
    public var filter: ConnectionFilter
    /// Who must act; narrows the filter.
    public var actor: Actor?
    /// Words: each must begin a word of the customer's name, of the masked user name or of the customer's address.
    public var search: String
    public var providerKey: ProviderKey?
    public var customerID: Customer.ID?
    public var sort: ConnectionSort
    /// The `next` of the page before, under the same query; nil for the first page.
    public var cursor: String?
    public var limit: Int

    public init(
        organizationID: Organization.ID, filter: ConnectionFilter = .all, actor: Actor? = nil, search: String = "",
        providerKey: ProviderKey? = nil, customerID: Customer.ID? = nil, sort: ConnectionSort = .attention,
        cursor: String? = nil, limit: Int = 50
    ) {
        self.organizationID = organizationID
        self.filter = filter
        self.actor = actor
        self.search = search
        self.providerKey = providerKey
        self.customerID = customerID
        self.sort = sort
        self.cursor = cursor
        self.limit = limit
    }

    /// Whether the cursor, if there is one, names a place in this query's order.
    public var hasReadableCursor: Bool { cursor.map { ConnectionCursor($0, sort: indexedSort) != nil } ?? true }

    /// Whether search, provider or customer leave rows out.
    public var isNarrowed: Bool { !words.isEmpty || providerKey != nil || customerID != nil }

    /// The same list without search, provider and customer.
    public var unnarrowed: ConnectionQuery {
        ConnectionQuery(organizationID: organizationID, filter: filter, actor: actor, sort: sort, limit: limit)
    }

    /// One customer's rows all have the same name: there, the newest change goes first.
    var indexedSort: ConnectionSort { sort == .name && customerID != nil ? .since : sort }

    var words: [String] { SearchText.words(in: search) }

    /// The shown statuses it wants, each with its place in the order.
    var statuses: [(status: ConnectionStatus, rank: Int)] {
        let filtered = filter == .archived ? ConnectionStatus.allCases : StatusTable.statuses(in: filter)
        let waiting = actor.map(StatusTable.statuses(waitingFor:))
        return filtered.filter { waiting?.contains($0) ?? true }.map { ($0, sort == .attention ? $0.rank : 0) }
    }
}

/// The orders of *Connections*.
public enum ConnectionSort: String, CaseIterable, Sendable {
    /// What needs somebody first, then what waits for the utility, then the rest; in each, the oldest `since` first.
    case attention
    /// The newest change first.
    case since
    /// By the customer's name.
    case name
}

/// A connection as a row of the list.
public struct ConnectionRow: Sendable, Equatable {
    public let connection: Connection
    public let customerName: String
    /// The open incident of its provider.
    public let openIncidentID: Incident.ID?
}

/// One page of the list.
public struct ConnectionRows: Sendable, Equatable {
    public let rows: [ConnectionRow]
    /// Where the next page starts; nil on the last one.
    public let next: String?
}

/// How many connections there are, by shown status.
public struct ConnectionCounts: Sendable, Equatable {
    /// Archived ones left out.
    public let byStatus: [ConnectionStatus: Int]
    public let archived: Int
    /// The search found more than it looks at: each count is "at least", and later rows are not listed.
    public let isCapped: Bool

    /// How many rows each filter holds.
    public var byFilter: [ConnectionFilter: Int] {
        let pairs = ConnectionFilter.allCases.map { filter in
            let statuses = StatusTable.statuses(in: filter)
            return (filter, filter == .archived ? archived : statuses.reduce(0) { $0 + (byStatus[$1] ?? 0) })
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}

extension ConnectionStatus {
    /// The place in the order `.attention`.
    fileprivate var rank: Int {
        let filters = entry.filters
        if filters.contains(.needsAttention) { return 0 }
        if filters.contains(.website) { return 1 }
        if filters.contains(.healthy) { return 2 }
        return 3
    }
}
