import Domain
import Foundation
import Ports
import Store

/// The host's side of one run: makes durable what the connector tells, and decides whether a secret may be sent.
actor RunReporter: RunReporting {
    private let run: Run
    private let prints: LoginPrints
    private let workplace: Workplace
    /// The last reason for which a secret was held back.
    private(set) var refusal: SubmissionRefusal?
    /// The store failed: whatever the connector says afterwards, the run is to be carried out again.
    private(set) var failure: (any Error)?

    init(of plan: RunPlan, at workplace: Workplace) {
        run = plan.run
        prints = plan.prints
        self.workplace = workplace
    }

    func entered(_ stage: RunStage) async {
        let run = run
        let workplace = workplace
        await keeping {
            try await workplace.deciding { tx in
                try tx.runs.enter(stage, run.id, at: workplace.clock.now())
                tx.announce(Change(topic: .run(run.id)))
                guard let connection = try tx.connections.system(run.connectionID) else { return }
                try workplace.apply(.activityChanged(stage.activity), to: connection, by: .tieline, in: tx)
            }
        }
    }

    func willSubmit(_ kind: Submission.Kind) async throws(SubmissionRefusal) {
        guard let refused = await refusalOrOpen(kind) else { return }
        refusal = refused
        throw refused
    }

    /// Nil when the submission is written down and may be sent. Without a store nothing is durable, so nothing is sent;
    /// `failure` then decides what becomes of the run.
    private func refusalOrOpen(_ kind: Submission.Kind) async -> SubmissionRefusal? {
        guard failure == nil else { return .loginBusy }
        do {
            return try await openSubmission(kind)
        } catch {
            // Not unique: another run has a submission of this login open.
            if (error as? StoreError) != .notUnique(table: "submission") { failure = error }
            return .loginBusy
        }
    }

    func submissionSettled(_ verdict: Submission.Verdict) async {
        let run = run
        let workplace = workplace
        await keeping {
            _ = try await workplace.storage.write { tx in try tx.submissions.settle(run.id, verdict) }
        }
    }

    func holdsBrowser(_ reference: String) async {
        let run = run
        let workplace = workplace
        await keeping { try await workplace.storage.write { tx in try tx.runs.holdsBrowser(run.id, reference) } }
    }

    private func keeping(_ work: () async throws -> Void) async {
        guard failure == nil else { return }
        do { try await work() } catch { failure = error }
    }

    /// Looks at everything that was ever sent and, in the same transaction, writes that this secret is about to be.
    private func openSubmission(_ kind: Submission.Kind) async throws -> SubmissionRefusal? {
        let submission = Submission(
            runID: run.id, kind: kind, login: prints.login, secret: prints.secret(kind),
            isAttended: run.trigger.allowsResend, at: workplace.clock.now())
        let organization = run.organizationID
        let rhythm = workplace.rhythm
        return try await workplace.storage.write { tx in
            let history = try tx.submissions.history(
                login: submission.login, secret: submission.secret,
                since: submission.at.addingTimeInterval(-rhythm.seconds(LawSpan.budget)), in: organization)
            if let refusal = SubmissionGate.refusal(
                of: submission.secret, kind: kind, isAttended: submission.isAttended, by: submission.runID,
                history: history, at: submission.at, rhythm: rhythm)
            {
                return refusal
            }
            try tx.submissions.open(submission, organization)
            return nil
        }
    }
}

extension RunTrigger {
    /// A person had this very secret sent: a new one, one that may go out once more, or one whose lock is gone. A plain
    /// check is no such word.
    fileprivate var allowsResend: Bool { self == .repair }
}

extension RunStage {
    /// What the connection is doing in this stage.
    var activity: Activity {
        switch self {
        case .openingPortal, .signingIn, .answeringPrompt: .signingIn
        case .waitingForCode: .waitingForCode
        case .readingAccounts: .verifying
        case .fetchingBills, .saving: .collecting
        }
    }
}
