public import Domain
public import Foundation
public import Ports

/// A run as a list shows it.
public struct RunSummary: Sendable, Equatable, Identifiable {
    public let id: Run.ID
    public let connectionID: Connection.ID
    public let trigger: RunTrigger
    public let progress: RunProgress
    public let queuedAt: Date
    public let startedAt: Date?
    public let endedAt: Date?
    /// Stable code, nil while it runs.
    public let outcomeCode: String?
    /// What came of it in one plain sentence; nil while it runs.
    public let sentence: String?
    public let statusBefore: ConnectionStatus
    public let statusAfter: ConnectionStatus?
}

/// Where a run stands.
public enum RunProgress: String, Sendable, CaseIterable {
    case queued, running
    /// Signed in and proven.
    case succeeded
    /// Ended otherwise.
    case failed
}

/// Everything the page of one run shows: live progress, result, and the flight recorder.
public struct RunDetail: Sendable, Equatable {
    public let summary: RunSummary
    public let connection: ConnectionSummary
    /// Every stage entered, in order; the last one is under way while the run is.
    public let stages: [StageEntry]
    public let outcome: Outcome?
    public let confidence: Confidence?
    /// Why a secret was held back, when one was.
    public internal(set) var refusal: SubmissionRefusal?
    /// What the run proved, in words: "account ending 4821 and the October bill".
    public let proof: Proof?
    /// A broken connection works again because of this run.
    public let isRepair: Bool
    /// The accounts of the connection, when the run read any.
    public let accounts: [Account]
    /// Bills this very run fetched.
    public let bills: [BillSummary]
    public let steps: [TraceStep]
    public let hasScreenshot: Bool
    /// Who asked for it, when a person did.
    public let requestedBy: String?
    public let actions: Set<ConnectionAction>
    /// The one-time code that the run waits for, or waited for last.
    public internal(set) var codeWait: CodeWaitView?
    /// A person signs in by himself, or did.
    public internal(set) var attended: AttendedSignIn?
}

/// A page of runs, newest first.
public struct RunPage: Sendable, Equatable {
    public let rows: [RunSummary]
    public let next: String?
}
