import Domain
import Foundation
import UseCases

/// A run as clients see it.
struct RunView: Wire {
    let id: WireID<Run>
    let connectionId: WireID<Connection>
    let trigger: RunTrigger
    let progress: RunProgress
    let queuedAt: Date
    let startedAt: Nullable<Date>
    let endedAt: Nullable<Date>
    let outcome: Nullable<String>
    let sentence: Nullable<String>
    let statusBefore: ConnectionStatus
    let statusAfter: Nullable<ConnectionStatus>

    static let name = "Run"
    static let summary = "One attempt to sign in and collect."
    static let prose = [
        "id": "Stable.",
        "connection_id": "The connection it signed in for.",
        "trigger": "Why it happened.",
        "progress": "Where it stands; `succeeded` means signed in and proven.",
        "queued_at": "When it was asked for.",
        "started_at": "When it began.",
        "ended_at": "When it ended.",
        "outcome": "What it ended in, as a stable code.",
        "sentence": "The same in one plain sentence.",
        "status_before": "The connection's status before it.",
        "status_after": "And after.",
    ]
    static let example = RunView(
        id: .sample, connectionId: .sample, trigger: .schedule, progress: .failed, queuedAt: .example,
        startedAt: Nullable(.example), endedAt: Nullable(.example), outcome: Nullable("password_rejected"),
        sentence: Nullable("Harbor Energy refused the password."), statusBefore: .connected,
        statusAfter: Nullable(.passwordIncorrect))
}

extension RunView {
    init(_ run: RunSummary) {
        self.init(
            id: WireID(run.id), connectionId: WireID(run.connectionID), trigger: run.trigger, progress: run.progress,
            queuedAt: run.queuedAt, startedAt: Nullable(run.startedAt), endedAt: Nullable(run.endedAt),
            outcome: Nullable(run.outcomeCode), sentence: Nullable(run.sentence), statusBefore: run.statusBefore,
            statusAfter: Nullable(run.statusAfter))
    }
}

struct RunList: Wire {
    let data: [RunView]
    let nextCursor: Nullable<String>

    static let name = "RunList"
    static let summary = "A page of runs."
    static let prose = ["data": "Newest first.", "next_cursor": "The `cursor` of the next page; null on the last."]
    static let example = RunList(data: [.example], nextCursor: Nullable(nil))
}

extension RunProgress: Codable {}

/// For `Nullable<ConnectionStatus>`; elsewhere the probe reads enums by itself.
extension ConnectionStatus: SchemaProviding {
    static var schema: Schema { .enumeration(allCases.map(\.rawValue)) }
    static var sample: ConnectionStatus { .pending }
}
