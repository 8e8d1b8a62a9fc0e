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
        /// What happened here, when it failed; what to know, while it lasts.
        let what: String?
        /// How long it may still take, where there is a limit.
        let left: Countdown?
        let isNow: Bool
    }

    init(_ run: RunDetail, now: Date) {
        let summary = run.summary
        let path = Milestone.path(of: run)
        let entered = path.compactMap(\.enteredAt)
        let reached = max(0, entered.count - 1)
        steps = path.enumerated().map { index, milestone in
            let ended = index + 1 < entered.count ? entered[index + 1] : summary.endedAt
            let state = Self.state(of: index, reached: reached, progress: summary.progress)
            let elapsed = milestone.enteredAt.map { max(0, (ended ?? now).timeIntervalSince($0)) }
            return Step(
                state: state.name, stateWord: state.word, label: milestone.label,
                took: elapsed.map(CalendarWords.length) ?? "",
                elapsed: state == .now ? elapsed.map { Int($0 * 1000) } : nil,
                what: state == .failed ? summary.sentence : state == .later ? nil : milestone.note,
                left: state == .now ? milestone.endsBy.map { Countdown(to: $0, now: now) } : nil, isNow: state == .now)
        }
        say = summary.sentence ?? "\(path[reached].label), step \(reached + 1) of \(path.count)."
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
