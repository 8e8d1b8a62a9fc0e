import Domain
import Foundation
import UseCases

/// A step of a run: taken, or usually following. Those that were taken come first, in order.
struct Milestone: Sendable {
    let label: String
    /// Nil for one that is still to come.
    let enteredAt: Date?
    var note: String?
    /// When it must have ended.
    var endsBy: Date?

    private static let usual: [RunStage] = [.openingPortal, .signingIn, .readingAccounts, .fetchingBills, .saving]

    /// The steps that were taken, then those that usually follow. The first is the wait in the queue.
    static func path(of run: RunDetail) -> [Milestone] {
        let taken = run.stages.reduce(into: [StageEntry]()) { list, entry in
            if list.last?.stage != entry.stage { list.append(entry) }
        }
        let wait = taken.lastIndex { $0.stage == .waitingForCode }
        let reached = taken.enumerated().flatMap { index, entry in
            index == wait
                ? ofCode(run, entered: entry.enteredAt)
                : [Milestone(label: entry.stage.label, enteredAt: entry.enteredAt)]
        }
        return [Milestone(label: "Waiting for its turn", enteredAt: run.summary.queuedAt)] + reached + ahead(run, taken)
    }

    private static func ahead(_ run: RunDetail, _ taken: [StageEntry]) -> [Milestone] {
        guard run.summary.endedAt == nil || run.summary.progress == .failed else { return [] }
        let seen = Set(taken.map(\.stage))
        let last = usual.lastIndex(where: seen.contains) ?? -1
        let rest = usual.dropFirst(last + 1)
        let isBeforeCode = rest.contains(.readingAccounts)
        let code = isBeforeCode ? codeAhead(run) : []
        let early = rest.prefix { $0 != .readingAccounts }
        return early.map { Milestone(label: $0.label, enteredAt: nil) } + code
            + rest.dropFirst(early.count).map { Milestone(label: $0.label, enteredAt: nil) }
    }
}
