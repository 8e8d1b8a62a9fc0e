import Domain
import Foundation
import UseCases

/// A run as a list of named steps: each finished one keeps its time, the current one counts, a failure stays where it
/// happened.
struct ProgressList: Sendable {
    let steps: [Step]
    /// The state in one sentence, for somebody who listens instead of looking.
    let say: String

    struct Step: Sendable {
        /// `done`, `now`, `failed`, `later`: the stylesheet's names.
        let state: String
        let stateWord: String
        let label: String
        let took: String
        /// How long the current step has taken, milliseconds, so that the page can count on; no clock has to agree.
        let elapsed: Int?
        /// What happened here, when it failed.
        let what: String?
        let isNow: Bool
    }

    init(_ run: RunDetail, now: Date) {
        let summary = run.summary
        let path = Self.path(of: run)
        let reached = max(0, path.entered.count - 1)
        steps = path.labels.enumerated().map { index, label in
            let began = index < path.entered.count ? path.entered[index] : nil
            let ended = index + 1 < path.entered.count ? path.entered[index + 1] : summary.endedAt
            let state = Self.state(of: index, reached: reached, progress: summary.progress)
            return Step(
                state: state.name, stateWord: state.word, label: label,
                took: began.map { CalendarWords.length((ended ?? now).timeIntervalSince($0)) } ?? "",
                elapsed: state == .now ? began.map { max(0, Int(now.timeIntervalSince($0) * 1000)) } : nil,
                what: state == .failed ? summary.sentence : nil, isNow: state == .now)
        }
        say = summary.sentence ?? "\(path.labels[reached]), step \(reached + 1) of \(path.labels.count)."
    }

    /// The steps that were taken, then those that usually follow. The first is the wait in the queue.
    private static func path(of run: RunDetail) -> (labels: [String], entered: [Date]) {
        let usual: [RunStage] = [.openingPortal, .signingIn, .readingAccounts, .fetchingBills, .saving]
        let taken = run.stages.reduce(into: [StageEntry]()) { list, entry in
            if list.last?.stage != entry.stage { list.append(entry) }
        }
        let seen = Set(taken.map(\.stage))
        let last = usual.lastIndex(where: seen.contains) ?? -1
        let ahead = run.summary.endedAt == nil || run.summary.progress == .failed ? usual.dropFirst(last + 1) : []
        return (
            ["Waiting for its turn"] + taken.map(\.stage.label) + ahead.map(\.label),
            [run.summary.queuedAt] + taken.map(\.enteredAt)
        )
    }

    private enum State {
        case done, now, failed, later

        var name: String { String(describing: self) }

        var word: String {
            switch self {
            case .done: "done"
            case .now: "under way"
            case .failed: "stopped here"
            case .later: "still to come"
            }
        }
    }

    private static func state(of index: Int, reached: Int, progress: RunProgress) -> State {
        if index > reached { return .later }
        if index < reached { return .done }
        return switch progress {
        case .queued, .running: .now
        case .succeeded: .done
        case .failed: .failed
        }
    }
}
