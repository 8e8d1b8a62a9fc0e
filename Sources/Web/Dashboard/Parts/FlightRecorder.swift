import Domain
import Foundation
import Ports
import UseCases

/// Which pages a check met, what was recognised there and what was done: why a status was given.
struct FlightRecorder: Sendable {
    let summary: String
    let trace: Trace?
    let screenshot: Screenshot?

    struct Trace: Sendable {
        let steps: [Step]
    }

    struct Step: Sendable {
        /// Since the start: `+1.2 s`.
        let at: String
        let page: String
        let address: String
        let action: String
        let matched: String
    }

    struct Screenshot: Sendable {
        let address: String
        let alternative: String
    }

    init(_ run: RunDetail) {
        let start = run.summary.startedAt ?? run.summary.queuedAt
        summary = run.confidence?.sentence ?? ""
        trace =
            run.steps.isEmpty
            ? nil
            : Trace(
                steps: run.steps.map { step in
                    Step(
                        at: "+" + CalendarWords.length(step.at.timeIntervalSince(start)), page: step.page,
                        address: step.address, action: step.action, matched: step.matched)
                })
        screenshot =
            run.hasScreenshot
            ? Screenshot(
                address: "/runs/\(run.summary.id.prefixed)/screenshot",
                alternative: "The page “\(run.steps.last?.page ?? "unknown")” as it looked when the check ended") : nil
    }
}
