/// The status table: one row per status, in the order of `ConnectionStatus`. Everything that is said about a status is
/// derived from here. Source: reference "connection statuses", section 1.
public enum StatusTable {
    /// All rows, in the order of `ConnectionStatus`.
    public static let entries: [StatusEntry] = ConnectionStatus.allCases.map(row)

    /// The row of a status.
    public static subscript(status: ConnectionStatus) -> StatusEntry { byStatus[status] ?? row(status) }

    /// The statuses whose rows a filter selects, in the table's order. *Archived* selects by another column: none.
    public static func statuses(in filter: ConnectionFilter) -> [ConnectionStatus] {
        entries.filter { $0.filters.contains(filter) }.map(\.status)
    }

    /// The statuses in which somebody must act, in the table's order; greyed rows are left out.
    public static func statuses(waitingFor actor: Actor) -> [ConnectionStatus] {
        entries.filter { $0.actor == actor && !$0.isGreyed }.map(\.status)
    }

    private static let byStatus = Dictionary(uniqueKeysWithValues: entries.map { ($0.status, $0) })

    private static func row(_ status: ConnectionStatus) -> StatusEntry {
        if status.isSignInError { return signInError(status) }
        if status.isSiteError { return siteError(status) }
        if status.isCover { return cover(status) }
        return healthy(status)
    }
}
