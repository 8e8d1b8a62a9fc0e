import Domain
import Foundation
import Ports
import Store

/// The host's side of one run: makes durable what the connector tells, decides whether a secret may be sent, and brings the
/// run its one-time codes.
actor RunReporter: RunReporting {
    let plan: RunPlan
    let workplace: Workplace
    let slot: any WorkSlot
    var run: Run { plan.run }
    /// The last reason for which a secret was held back.
    private(set) var refusal: SubmissionRefusal?
    /// The store failed: whatever the connector says afterwards, the run is to be carried out again.
    private(set) var failure: (any Error)?
    /// What the code last given out is known by.
    private var codePrint: Fingerprint?
    /// Codes that the portal refused in this run.
    var refusedCodes = 0
    private var stopwatch = Stopwatch()
    private var isAside = false

    init(of plan: RunPlan, at workplace: Workplace, in slot: any WorkSlot) {
        self.plan = plan
        self.workplace = workplace
        self.slot = slot
    }

    /// How long the run has worked, waits for codes left out.
    var worked: Duration { stopwatch.worked }

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
        guard plan.hasSecret else { return .noSecret }
        do {
            return try await openSubmission(kind)
        } catch is PhoneTaken {
            return await refusalOrOpen(kind, waitingForPhone: workplace.limits.codeWait)
        } catch {
            // Not unique: another run has a submission of this login open.
            if (error as? StoreError) != .notUnique(table: "submission") { failure = error }
            return .loginBusy
        }
    }

    /// Holds a password back until no other run at this portal may get a code over the same phone.
    private func refusalOrOpen(
        _ kind: Submission.Kind, waitingForPhone patience: TimeInterval
    ) async -> SubmissionRefusal? {
        let workplace = workplace
        let end = workplace.clock.now().addingTimeInterval(patience)
        do {
            let answer = try await away {
                try await workplace.looking(until: end, after: { $0.isRun }) { () -> Result<Void, SubmissionRefusal>? in
                    do {
                        return try await self.openSubmission(kind).map { .failure($0) } ?? .success(())
                    } catch is PhoneTaken {
                        return nil
                    }
                }
            }
            switch answer {
            case .success: return nil
            case .failure(let refusal): return refusal
            case nil: return .loginBusy
            }
        } catch {
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

    func submissionWithdrawn() async {
        let run = run
        let workplace = workplace
        await keeping { try await workplace.storage.write { tx in try tx.submissions.withdrawOpen(ofRun: run.id) } }
    }

    func holdsBrowser(_ reference: String) async {
        let run = run
        let workplace = workplace
        await keeping { try await workplace.storage.write { tx in try tx.runs.holdsBrowser(run.id, reference) } }
    }

    /// Does something that must be durable; the first failure ends the run's telling.
    func keeping(_ work: () async throws -> Void) async {
        guard failure == nil else { return }
        do { try await work() } catch { failure = error }
    }

    /// Does something whose refusal is an answer to the connector; any other error is the store's.
    func answering<Value: Sendable>(_ work: () async throws -> Value) async throws(CodeRefusal) -> Value {
        guard failure == nil else { throw .timedOut }
        do {
            return try await work()
        } catch let refusal as CodeRefusal {
            throw refusal
        } catch is CancellationError {
            // The worker stops: the run stays as it is, and is carried on elsewhere.
            throw .timedOut
        } catch {
            failure = error
            throw .timedOut
        }
    }

    /// Waits for somebody outside: the run's place is free meanwhile, and its time stands still.
    func away<Value: Sendable>(_ wait: () async throws -> Value) async throws -> Value {
        stopwatch.pause()
        await slot.leave()
        let answer: Result<Value, any Error>
        do { answer = .success(try await wait()) } catch { answer = .failure(error) }
        await slot.comeBack()
        stopwatch.goOn()
        return try answer.get()
    }

    /// Gives the run's place back for as long as a person works on its screen.
    func stepAside() async {
        guard !isAside else { return }
        isAside = true
        stopwatch.pause()
        await slot.leave()
    }

    /// The person has done his part.
    func stepBack() async {
        guard isAside else { return }
        isAside = false
        await slot.comeBack()
        stopwatch.goOn()
    }

    /// The code that will be sent next.
    func holds(_ code: Secret<String>) {
        codePrint = workplace.codePrint(of: code, inRun: run)
    }

    /// Looks at everything that was ever sent and, in the same transaction, writes that this secret is about to be.
    ///
    /// - Throws: `PhoneTaken` while another run's code may come to the phone of this one.
    private func openSubmission(_ kind: Submission.Kind) async throws -> SubmissionRefusal? {
        let (run, workplace) = (run, workplace)
        let secret = kind == .code ? codePrint ?? plan.prints.secret(kind) : plan.prints.secret(kind)
        let submission = Submission(
            runID: run.id, kind: kind, login: plan.prints.login, secret: secret,
            isAttended: run.trigger.allowsResend, at: workplace.clock.now())
        let organization = run.organizationID
        let rhythm = workplace.rhythm
        return try await workplace.storage.write { tx in
            if kind != .code, try workplace.isPhoneTaken(for: run, in: tx) { throw PhoneTaken() }
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
            if kind == .code { try tx.codeWaits.sent(byRun: submission.runID) }
            return nil
        }
    }
}

private struct PhoneTaken: Error {}

/// How long something has worked, pauses left out.
private struct Stopwatch {
    private var before: Duration = .zero
    private var since: ContinuousClock.Instant? = .now

    var worked: Duration { before + (since.map { ContinuousClock.now - $0 } ?? .zero) }

    mutating func pause() {
        before = worked
        since = nil
    }

    mutating func goOn() { if since == nil { since = .now } }
}

extension RunTrigger {
    /// A person had this very secret sent: a new one, one that may go out once more, one whose lock is gone, or one that a
    /// rehearsal needs. A plain check is no such word.
    fileprivate var allowsResend: Bool { isRepair }
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
