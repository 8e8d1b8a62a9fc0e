public import Domain
public import Foundation

/// One line of a connection's history.
public struct ConnectionEventEntry: Sendable, Equatable {
    /// A bare UUIDv7: later lines sort after earlier ones.
    public let id: String
    public let organizationID: Organization.ID
    public let connectionID: Connection.ID
    public let at: Date
    /// Stable: `created`, `status_changed`, `credentials_replaced` …
    public let kind: String
    public let fromStatus: ConnectionStatus?
    public let toStatus: ConnectionStatus?
    public let reason: Reason?
    public let runID: Run.ID?
    public let author: AuditEntry.Author

    public init(
        id: String, organizationID: Organization.ID, connectionID: Connection.ID, at: Date, kind: String,
        fromStatus: ConnectionStatus? = nil, toStatus: ConnectionStatus? = nil, reason: Reason? = nil,
        runID: Run.ID? = nil, author: AuditEntry.Author
    ) {
        self.id = id
        self.organizationID = organizationID
        self.connectionID = connectionID
        self.at = at
        self.kind = kind
        self.fromStatus = fromStatus
        self.toStatus = toStatus
        self.reason = reason
        self.runID = runID
        self.author = author
    }
}

/// What happened to each connection. Lines are only ever added.
public struct TimelineRepository<Access> {
    let session: any SQLSession

    /// Newest first.
    public func ofConnection(
        _ id: Connection.ID, in organization: Organization.ID, limit: Int
    ) throws(StoreError) -> [ConnectionEventEntry] {
        try session.query(
            """
            SELECT * FROM connection_event WHERE connection_id = $1 AND organization_id = $2
            ORDER BY at DESC, id DESC LIMIT $3
            """, [.id(id), .id(organization), .count(limit)]
        ).map(ConnectionEventEntry.init(row:))
    }

    /// The status that a connection ended each of the last days with, oldest first.
    /// - Parameters:
    ///   - days: How many, counting the day of `now`; days begin at midnight UTC.
    ///   - now: Ends the last day.
    /// - Returns: Each day's first instant with its status; nil before the connection existed.
    public func statusDays(
        _ id: Connection.ID, in organization: Organization.ID, days: Int, until now: Date
    ) throws(StoreError) -> [(day: Date, status: ConnectionStatus?)] {
        let today = Int((now.timeIntervalSince1970 / 86_400).rounded(.down))
        let first = Date(timeIntervalSince1970: Double(today - days + 1) * 86_400)
        let before = try session.first(
            """
            SELECT to_status FROM connection_event
            WHERE connection_id = $1 AND organization_id = $2 AND to_status IS NOT NULL AND at < $3
            ORDER BY at DESC, id DESC LIMIT 1
            """, [.id(id), .id(organization), .instant(first)])
        let changes = try session.query(
            """
            SELECT at, to_status FROM connection_event
            WHERE connection_id = $1 AND organization_id = $2 AND to_status IS NOT NULL AND at >= $3 AND at <= $4
            ORDER BY at, id
            """, [.id(id), .id(organization), .instant(first), .instant(now)])
        var status: ConnectionStatus? = try before?.choice("to_status")
        var rest = changes[...]
        var answer: [(day: Date, status: ConnectionStatus?)] = []
        for number in 0..<max(days, 0) {
            let day = first.addingTimeInterval(Double(number) * 86_400)
            while let next = rest.first, try next.instant("at") < day.addingTimeInterval(86_400) {
                status = try next.choice("to_status")
                rest.removeFirst()
            }
            answer.append((day, status))
        }
        return answer
    }
}

extension TimelineRepository where Access == WriteAccess {
    public func append(_ entry: ConnectionEventEntry) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO connection_event
                (id, organization_id, connection_id, at, kind, from_status, to_status, reason, run_id, author_kind,
                author_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .text(entry.id), .id(entry.organizationID), .id(entry.connectionID), .instant(entry.at),
                .text(entry.kind), .choice(entry.fromStatus), .choice(entry.toStatus),
                .optional(entry.reason?.rawValue), .id(entry.runID), .text(entry.author.kind),
                .optional(entry.author.uuid),
            ])
    }
}

extension ConnectionEventEntry {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            id: row.text("id"), organizationID: row.id("organization_id"), connectionID: row.id("connection_id"),
            at: row.instant("at"), kind: row.text("kind"), fromStatus: row.optionalChoice("from_status"),
            toStatus: row.optionalChoice("to_status"), reason: row.optionalText("reason").map(Reason.init(rawValue:)),
            runID: row.optionalID("run_id"), author: row.author())
    }
}
