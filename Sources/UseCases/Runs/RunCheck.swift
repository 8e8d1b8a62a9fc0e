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
    /// - Parameter slot: the run's place among others; it is given back while the run waits for a code.
    public func runCheck(_ id: Run.ID, in slot: any WorkSlot = Uncounted()) async throws {
        switch try await beginRun(id) {
        case .over: return
        case .known(let result): try await endRun(id, with: result, keeping: KeptSecrets())
        case .ready(let plan):
            let reporter = RunReporter(of: plan, at: self, in: slot)
            let result = try await carryOut(plan, reporting: reporter)
            if plan.attended != nil { await screens.clear(id) }
            if let failure = await reporter.failure { throw failure }
            let connection = plan.run.connectionID
            let kept = KeptSecrets(
                session: try result.session.map { try seal($0, of: connection, under: plan.key) },
                trust: try result.deviceTrust.map {
                    StoredTrust(
                        sealed: try seal($0, of: connection, under: plan.key),
                        span: TrustSpan(obtainedAt: clock.now(), expiresAt: $0.expiresAt))
                },
                usedTrust: plan.request.deviceTrust != nil, typed: try typed(result, in: plan))
            let seen = result.judged(after: await reporter.refusal, wasOpen: plan.hadOpenSubmission, at: clock.now())
            try await endRun(id, with: seen, keeping: kept)
        }
    }

    /// What a person typed, sealed, when he agreed to keep it.
    private func typed(_ result: ConnectorResult, in plan: RunPlan) throws -> TypedSecret? {
        guard let typed = result.typed, plan.attended?.keepsTyped == true else { return nil }
        let version = plan.run.credentialVersion + 1
        return TypedSecret(
            sealed: try seal(typed, version: version, of: plan.run.connectionID, under: plan.key), version: version,
            hint: LoginHint.masking(typed.username.exposed))
    }

    /// Lets the connector work for as long as a run may; time in which it waits for a code does not count.
    private func carryOut(_ plan: RunPlan, reporting reporter: RunReporter) async throws -> ConnectorResult {
        let limit = limits.run + limits.runGrace
        let result = await withTaskGroup(of: ConnectorResult?.self) { group in
            group.addTask { await plan.result(reporting: reporter) }
            group.addTask {
                while !Task.isCancelled {
                    let left = .seconds(limit) - (await reporter.worked)
                    guard left > .zero else { break }
                    try? await Task.sleep(for: max(left, .seconds(1)))  // cancelled: the connector was faster
                }
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

extension RunPlan {
    fileprivate func result(reporting reporter: RunReporter) async -> ConnectorResult {
        guard attended != nil else { return await connector.run(request, reporting: reporter) }
        guard let connector = connector as? any AttendedConnector else {
            return ConnectorResult(
                outcome: .unsupportedAuth(kind: "no_page"), confidence: .high, evidence: RunEvidence(steps: []))
        }
        return await connector.attend(request, reporting: reporter)
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
            // A person signed in by hand and nothing was kept but the session, which is over.
            case .noSecret: .additionalCredentialsRequired(prompts: [])
            case .answerUnknown, .budgetSpent, .loginBusy: outcome
            }
        return ConnectorResult(
            outcome: told, confidence: .high,
            evidence: RunEvidence(steps: steps, screenshot: evidence.screenshot))
    }
}
