public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Carries out one run: signs in, collects, and lets the law decide. The one path for every trigger.
    ///
    /// May be called again for the same run after a kill: it goes on where the run was, and no secret is sent twice.
    /// A run that has ended is left alone.
    ///
    /// - Throws: `CancellationError` when the worker stops (the run stays unfinished and costs nothing); storage errors;
    ///   `.unreadableSecret`. After each the same run may be carried out again.
    public func runCheck(_ id: Run.ID) async throws {
        switch try await beginRun(id) {
        case .over: return
        case .known(let result): try await endRun(id, with: result, session: nil)
        case .ready(let plan):
            let reporter = RunReporter(of: plan, at: self)
            let result = try await carryOut(plan, reporting: reporter)
            if let failure = await reporter.failure { throw failure }
            let session = try result.session.map { try seal($0, of: plan.run.connectionID, under: plan.key) }
            let seen = result.judged(after: await reporter.refusal, wasOpen: plan.hadOpenSubmission, at: clock.now())
            try await endRun(id, with: seen, session: session)
        }
    }

    /// Lets the connector work until the run's deadline.
    private func carryOut(_ plan: RunPlan, reporting reporter: RunReporter) async throws -> ConnectorResult {
        let limit = limits.run + limits.runGrace
        let result = await withTaskGroup(of: ConnectorResult?.self) { group in
            group.addTask { await plan.connector.run(plan.request, reporting: reporter) }
            group.addTask {
                try? await Task.sleep(for: .seconds(limit))  // cancelled: the connector was faster
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        try Task.checkCancellation()
        return result
            ?? ConnectorResult(
                outcome: .crashed(cause: .deadline), confidence: .high, evidence: RunEvidence(steps: []))
    }
}

extension ConnectorResult {
    /// The result with what only the host knows: why a secret was not sent.
    fileprivate func judged(
        after refusal: SubmissionRefusal?, wasOpen: Bool, at now: Date
    ) -> ConnectorResult {
        guard let refusal, outcome == .crashed(cause: .notSubmitted) else { return self }
        let steps = evidence.steps + [.refused(refusal, at: now)]
        let told: Outcome =
            switch refusal {
            // The portal itself refused exactly this secret; asking again would tell nothing new.
            case .rejectedBefore: .passwordRejected(field: .unknown, portalText: "")
            // This run sent it before it was interrupted, and its page is gone.
            case .answerUnknown where wasOpen: .crashed(cause: .interrupted)
            case .answerUnknown, .budgetSpent, .loginBusy: outcome
            }
        return ConnectorResult(
            outcome: told, confidence: .high,
            evidence: RunEvidence(steps: steps, screenshot: evidence.screenshot))
    }
}
