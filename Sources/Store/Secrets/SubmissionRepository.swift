public import Domain
public import Foundation

/// Every time a secret was about to be sent to a portal.
public struct SubmissionRepository<Access> {
    let session: any SQLSession

    /// Every submission of a login since a moment, and every one of a secret ever; oldest first.
    public func history(
        login: Fingerprint, secret: Fingerprint, since: Date, in organization: Organization.ID
    ) throws(StoreError) -> [Submission] {
        try session.query(
            """
            SELECT * FROM submission
            WHERE organization_id = $1 AND ((login = $2 AND at >= $4) OR secret = $3)
            ORDER BY at, run_id, position
            """, [.id(organization), .text(login.hex), .text(secret.hex), .instant(since)]
        ).map(Submission.init(row:))
    }

    /// What a run sent last.
    public func latest(ofRun run: Run.ID) throws(StoreError) -> Submission? {
        try session.first(
            "SELECT * FROM submission WHERE run_id = $1 ORDER BY position DESC LIMIT 1", [.id(run)]
        ).map(Submission.init(row:))
    }
}

extension SubmissionRepository where Access == WriteAccess {
    /// Writes that a secret is about to be sent. Send only after the transaction committed.
    /// - Throws: `.notUnique` while another submission of the same login is open, in whichever process; `.stale` when
    ///   the portal's refusal of this very secret was written since the history was read.
    public func open(_ submission: Submission, _ organization: Organization.ID) throws(StoreError) {
        let inserted = try session.execute(
            """
            INSERT INTO submission
                (run_id, position, organization_id, kind, login, secret, is_attended, at, verdict)
            SELECT $1, (SELECT COALESCE(MAX(position), 0) + 1 FROM submission WHERE run_id = $1), $2, $3, $4, $5, $6,
                $7, $8
            WHERE NOT EXISTS (
                SELECT 1 FROM submission WHERE organization_id = $2 AND secret = $5 AND verdict = 'rejected'
            )
            """,
            [
                .id(submission.runID), .id(organization), .choice(submission.kind), .text(submission.login.hex),
                .text(submission.secret.hex), .flag(submission.isAttended), .instant(submission.at),
                .choice(submission.verdict),
            ])
        guard inserted == 1 else { throw .stale(table: "submission") }
    }

    /// Writes the portal's answer to what the run has open.
    /// - Returns: Whether anything was open.
    @discardableResult
    public func settle(_ run: Run.ID, _ verdict: Submission.Verdict) throws(StoreError) -> Bool {
        try session.execute(
            "UPDATE submission SET verdict = $2 WHERE run_id = $1 AND verdict = 'open'",
            [.id(run), .choice(verdict)]) > 0
    }

    /// Forgets what was written down and then never sent.
    public func withdrawOpen(ofRun run: Run.ID) throws(StoreError) {
        try session.execute("DELETE FROM submission WHERE run_id = $1 AND verdict = 'open'", [.id(run)])
    }

    /// A rejection that turned out to be the provider's trouble does not count: its answer is as good as never seen.
    public func doubtRejections(ofRun run: Run.ID) throws(StoreError) {
        try session.execute(
            "UPDATE submission SET verdict = 'interrupted' WHERE run_id = $1 AND verdict = 'rejected'", [.id(run)])
    }

    /// The run broke off before the answer was seen.
    @discardableResult
    public func interruptOpen(ofRun run: Run.ID) throws(StoreError) -> Bool { try settle(run, .interrupted) }
}

extension Submission {
    init(row: SQLRow) throws(StoreError) {
        guard let login = Fingerprint(hex: try row.text("login")) else { throw .malformedRow(column: "login") }
        guard let secret = Fingerprint(hex: try row.text("secret")) else { throw .malformedRow(column: "secret") }
        try self.init(
            runID: row.id("run_id"), kind: row.choice("kind"), login: login, secret: secret,
            isAttended: row.flag("is_attended"), at: row.instant("at"), verdict: row.choice("verdict"))
    }
}
