import Domain
import Foundation
import UseCases

/// A run as a list of named steps: each finished one keeps its time, the current one counts, a failure stays where it
/// happened.
struct ProgressSteps: Sendable {
    let heading: String
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
        let isNow: Bool
    }

    private static let usual: [RunStage] = [.openingPortal, .signingIn, .readingAccounts, .fetchingBills, .saving]

    init(_ run: DoorstepRun, utility: String, reader: Reader) {
        let texts = reader.texts.progress
        let format = ReaderFormat(language: reader.language, zone: .gmt)
        let taken = run.stages.reduce(into: [StageEntry]()) { list, entry in
            if list.last?.stage != entry.stage { list.append(entry) }
        }
        let entered = [run.queuedAt] + taken.map(\.enteredAt)
        let labels =
            [texts.queued] + (taken.map(\.stage) + Self.ahead(of: run, taken)).map { $0.label(texts, utility: utility) }
        let reached = entered.count - 1
        heading = texts.heading
        steps = labels.enumerated().map { index, label in
            let ended = index + 1 < entered.count ? entered[index + 1] : run.endedAt
            let elapsed = index < entered.count ? max(0, (ended ?? reader.now).timeIntervalSince(entered[index])) : nil
            let state = Self.state(of: index, reached: reached, run)
            return Step(
                state: String(describing: state), stateWord: state.word(texts), label: label,
                took: elapsed.map(format.length) ?? "", elapsed: state == .now ? elapsed.map { Int($0 * 1000) } : nil,
                isNow: state == .now)
        }
        say = texts.say.filled([
            "step": labels[reached], "number": String(reached + 1), "count": String(labels.count),
        ])
    }

    /// What usually follows.
    private static func ahead(of run: DoorstepRun, _ taken: [StageEntry]) -> [RunStage] {
        guard run.outcome?.isSignedIn != true else { return [] }
        let seen = Set(taken.map(\.stage))
        let last = usual.lastIndex(where: seen.contains) ?? -1
        return Array(usual.dropFirst(last + 1))
    }

    private enum State {
        case done, now, failed, later

        func word(_ texts: ProgressTexts) -> String {
            switch self {
            case .done: texts.done
            case .now: texts.now
            case .failed: texts.failed
            case .later: texts.later
            }
        }
    }

    private static func state(of index: Int, reached: Int, _ run: DoorstepRun) -> State {
        if index > reached { return .later }
        if index < reached { return .done }
        guard run.endedAt != nil else { return .now }
        return run.outcome?.isSignedIn == true ? .done : .failed
    }
}

extension Outcome {
    fileprivate var isSignedIn: Bool { if case .signedIn = self { true } else { false } }
}

extension RunStage {
    fileprivate func label(_ texts: ProgressTexts, utility: String) -> String {
        let text =
            switch self {
            case .openingPortal: texts.openingPortal
            case .signingIn: texts.signingIn
            case .answeringPrompt: texts.answeringPrompt
            case .waitingForCode: texts.waitingForCode
            case .readingAccounts: texts.readingAccounts
            case .fetchingBills: texts.fetchingBills
            case .saving: texts.saving
            }
        return text.filled(["utility": utility])
    }
}
