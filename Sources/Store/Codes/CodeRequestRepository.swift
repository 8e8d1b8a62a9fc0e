public import Domain
public import Foundation

/// Every time a portal was about to be asked for a one-time code.
public struct CodeRequestRepository<Access> {
    let session: any SQLSession

    /// Every request of a login since a moment, oldest first.
    public func history(
        login: Fingerprint, since: Date, in organization: Organization.ID
    ) throws(StoreError) -> [CodeRequest] {
        try session.query(
            """
            SELECT * FROM code_request WHERE organization_id = $1 AND login = $2 AND at >= $3
            ORDER BY at, run_id, number
            """, [.id(organization), .text(login.hex), .instant(since)]
        ).map(CodeRequest.init(row:))
    }

    /// Whether a request of a run was written down.
    public func isWritten(_ number: Int, ofRun run: Run.ID) throws(StoreError) -> Bool {
        try session.first(
            "SELECT 1 AS one FROM code_request WHERE run_id = $1 AND number = $2", [.id(run), .count(number)]) != nil
    }

    /// How often a run asked.
    public func count(ofRun run: Run.ID) throws(StoreError) -> Int {
        try session.amount("SELECT COUNT(*) AS amount FROM code_request WHERE run_id = $1", [.id(run)])
    }
}

extension CodeRequestRepository where Access == WriteAccess {
    /// Writes that a portal is about to be asked. Ask only after the transaction committed.
    /// - Throws: `.notUnique` when the run wrote this request before.
    public func insert(_ request: CodeRequest, _ organization: Organization.ID) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO code_request (run_id, number, organization_id, login, is_attended, at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .id(request.runID), .count(request.number), .id(organization), .text(request.login.hex),
                .flag(request.isAttended), .instant(request.at),
            ])
    }
}

extension CodeRequest {
    init(row: SQLRow) throws(StoreError) {
        guard let login = Fingerprint(hex: try row.text("login")) else { throw .malformedRow(column: "login") }
        try self.init(
            runID: row.id("run_id"), number: row.integer("number"), login: login,
            isAttended: row.flag("is_attended"), at: row.instant("at"))
    }
}
