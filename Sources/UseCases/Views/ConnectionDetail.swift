public import Domain
public import Foundation

/// Everything the page of one connection shows.
public struct ConnectionDetail: Sendable, Equatable {
    public let summary: ConnectionSummary
    /// What the customer may be told, with the utility's name in it.
    public let customerText: String
    public let customerEmail: String?
    /// What this author may do to it right now.
    public let actions: Set<ConnectionAction>
    /// The run that is queued or under way.
    public let currentRun: RunSummary?
    /// The run whose evidence gave the status.
    public let evidenceRunID: Run.ID?
    /// Newest first.
    public let timeline: [TimelineLine]
    /// The last 90 days, oldest first.
    public let days: [StatusDay]
    /// Newest first, at most 20.
    public let runs: [RunSummary]
    public let accounts: [Account]
    /// Newest first, at most six of each account.
    public let bills: [BillSummary]
    public let incident: Incident?
    /// How many bills each account has in all.
    public internal(set) var billCounts: [Account.ID: Int] = [:]
}

/// A step somebody may take on a connection.
public enum ConnectionAction: String, CaseIterable, Sendable {
    case check, confirmResend = "confirm_resend", reconnect, unlock, pause, resume, archive, unarchive, reclassify
}

/// One line of a connection's history.
public struct TimelineLine: Sendable, Equatable {
    public let at: Date
    /// Stable: `created`, `status_changed`, `credentials_replaced`, `paused` …
    public let kind: String
    public let from: ConnectionStatus?
    public let to: ConnectionStatus?
    /// One plain sentence.
    public let sentence: String
    public let runID: Run.ID?
    /// A person's name, an API key's, or "Tieline".
    public let author: String
}

/// The status a connection ended a day with; nil before it existed.
public struct StatusDay: Sendable, Equatable {
    /// The day's first instant, UTC.
    public let day: Date
    public let status: ConnectionStatus?

    public init(day: Date, status: ConnectionStatus?) {
        self.day = day
        self.status = status
    }
}

public struct BillSummary: Sendable, Equatable, Identifiable {
    public let id: Bill.ID
    public let accountID: Account.ID
    public let accountNumber: String
    /// `YYYY-MM-DD`, both included.
    public let periodStart: String
    public let periodEnd: String
    public let issuedOn: String
    public let amount: Money
    public let hasDocument: Bool
    public let fetchedAt: Date
}

/// A page of bills, newest first.
public struct BillPage: Sendable, Equatable {
    public let rows: [BillSummary]
    public let next: String?
}

/// Everything the page of a connection's bills shows.
public struct BillShelf: Sendable, Equatable {
    public let connection: ConnectionSummary
    /// By number, each with how many bills it has.
    public let accounts: [CountedAccount]
    /// The account whose bills are shown; nil for all.
    public let chosen: Account?
    public let page: BillPage
}

/// An account and how many bills it has.
public struct CountedAccount: Sendable, Equatable {
    public let account: Account
    public let bills: Int
}

/// A bill's PDF.
public struct BillDocument: Sendable, Equatable {
    public let bytes: [UInt8]
    /// SHA-256, lower-case hex.
    public let digest: String
    /// A safe file name: `2026-10-03 1002-4821.pdf`.
    public let fileName: String
}
