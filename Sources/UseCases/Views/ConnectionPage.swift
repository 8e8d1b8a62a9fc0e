public import Domain

/// Which rows of *Connections* somebody wants to see.
public struct ConnectionListing: Sendable, Equatable {
    public var filter: ConnectionFilter
    /// Who must act; narrows further.
    public var actor: Actor?
    public var search: String
    public var providerKey: ProviderKey?
    public var customerID: Customer.ID?
    public var sort: ConnectionSort
    /// The `next` of the page before; nil for the first page.
    public var after: String?
    /// 1 to 200.
    public var limit: Int

    public init(
        filter: ConnectionFilter = .all, actor: Actor? = nil, search: String = "", providerKey: ProviderKey? = nil,
        customerID: Customer.ID? = nil, sort: ConnectionSort = .attention, after: String? = nil, limit: Int = 50
    ) {
        self.filter = filter
        self.actor = actor
        self.search = search
        self.providerKey = providerKey
        self.customerID = customerID
        self.sort = sort
        self.after = after
        self.limit = limit
    }
}

/// One page of *Connections* with the counts beside it.
public struct ConnectionPage: Sendable, Equatable {
    public let rows: [ConnectionSummary]
    /// Where the next page starts; nil on the last one.
    public let next: String?
    public let counts: ConnectionCounts
}

/// How many rows each filter holds.
public struct ConnectionCounts: Sendable, Equatable {
    public let byFilter: [ConnectionFilter: Int]
    /// The search finds more than is counted: each figure of `byFilter` is "at least".
    public internal(set) var isCapped = false
    /// The headline: rows that work, and rows by who must act. Never narrowed by search.
    public let connected: Int
    public let byActor: [Actor: Int]
}

/// The orders of *Connections*.
public enum ConnectionSort: String, CaseIterable, Sendable {
    /// What needs somebody first, then what waits for the utility, then the rest; in each, the oldest first.
    case attention
    /// The newest change first.
    case since
    /// By the customer's name.
    case name
}
