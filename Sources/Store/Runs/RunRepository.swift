public import Domain
public import Foundation

/// Attempts to sign in and collect. A connection has at most one that has not ended.
public struct RunRepository<Access> {
    let session: any SQLSession

    public func find(_ id: Run.ID, in organization: Organization.ID) throws(StoreError) -> Run? {
        try session.first(
            "SELECT * FROM run WHERE id = $1 AND organization_id = $2", [.id(id), .id(organization)]
        ).map(Run.init(row:))
    }

    /// For workers: whosever it is.
    public func system(_ id: Run.ID) throws(StoreError) -> Run? {
        try session.first("SELECT * FROM run WHERE id = $1", [.id(id)]).map(Run.init(row:))
    }

    /// The run of a connection that has not ended.
    public func active(of connection: Connection.ID) throws(StoreError) -> Run? {
        try session.first(
            "SELECT * FROM run WHERE connection_id = $1 AND ended_at IS NULL", [.id(connection)]
        ).map(Run.init(row:))
    }

    /// Newest first.
    /// - Parameter cursor: The last run of the page before.
    public func ofConnection(
        _ id: Connection.ID, in organization: Organization.ID, limit: Int, before cursor: Run.ID? = nil
    ) throws(StoreError) -> [Run] {
        try session.query(
            """
            SELECT * FROM run
            WHERE connection_id = $1 AND organization_id = $2 AND (CAST($3 AS TEXT) IS NULL OR id < $3)
            ORDER BY id DESC LIMIT $4
            """, [.id(id), .id(organization), .id(cursor), .count(limit)]
        ).map(Run.init(row:))
    }

    /// For the blame check: the newest run per connection of a provider that ended since a moment, newest first.
    public func recentOutcomes(_ provider: ProviderKey, since: Date) throws(StoreError) -> [RecentOutcome] {
        try session.query(
            """
            SELECT connection_id, outcome_code, ended_at FROM (
                SELECT connection_id, outcome_code, ended_at,
                    ROW_NUMBER() OVER (PARTITION BY connection_id ORDER BY ended_at DESC, id DESC) AS place
                FROM run WHERE provider_key = $1 AND ended_at >= $2
            ) AS latest
            WHERE place = 1 ORDER BY ended_at DESC, connection_id
            """, [.text(provider.text), .instant(since)]
        ).map { row throws(StoreError) in
            RecentOutcome(
                connectionID: try row.id("connection_id"), code: try row.text("outcome_code"),
                endedAt: try row.instant("ended_at"))
        }
    }
}

extension RunRepository where Access == WriteAccess {
    /// - Throws: `.notUnique` while the connection has a run that has not ended.
    public func insert(_ run: Run) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO run
                (id, organization_id, connection_id, provider_key, cause, requested_by, queued_at, started_at,
                credential_version, stages, status_before, browser_reference)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            [
                .id(run.id), .id(run.organizationID), .id(run.connectionID), .text(run.providerKey.text),
                .choice(run.trigger), .id(run.requestedBy), .instant(run.queuedAt), .instant(run.startedAt),
                .count(run.credentialVersion), .text(run.stages.map(\.line).joined()), .choice(run.statusBefore),
                .optional(run.browserReference),
            ])
    }

    /// Marks a queued run as started; one that has started or ended stays as it is.
    public func start(_ id: Run.ID, at now: Date) throws(StoreError) {
        try session.execute(
            "UPDATE run SET started_at = $2 WHERE id = $1 AND started_at IS NULL AND ended_at IS NULL",
            [.id(id), .instant(now)])
    }

    public func enter(_ stage: RunStage, _ id: Run.ID, at now: Date) throws(StoreError) {
        try session.execute(
            "UPDATE run SET stages = stages || $2 WHERE id = $1 AND ended_at IS NULL",
            [.id(id), .text(StageEntry(stage: stage, enteredAt: now).line)])
    }

    /// Names the living browser page of a run.
    public func holdsBrowser(_ id: Run.ID, _ reference: String) throws(StoreError) {
        try session.execute(
            "UPDATE run SET browser_reference = $2 WHERE id = $1 AND ended_at IS NULL", [.id(id), .text(reference)])
    }

    /// Ends a run with its outcome, and counts it for the provider's health. Stages keep what `enter` wrote.
    /// - Throws: `.stale` when it has ended before.
    public func finish(_ run: Run) throws(StoreError) {
        let proof: String?
        if let found = run.proof { proof = try StoredJSON.text(found) } else { proof = nil }
        let changed = try session.execute(
            """
            UPDATE run SET started_at = $2, ended_at = $3, outcome_code = $4, outcome_detail = $5, confidence = $6,
                status_after = $7, proof = $8, credential_version = $9, browser_reference = NULL
            WHERE id = $1 AND ended_at IS NULL
            """,
            [
                .id(run.id), .instant(run.startedAt), .instant(run.endedAt), .optional(run.outcomeCode),
                .optional(run.outcomeDetail), .choice(run.confidence), .choice(run.statusAfter), .optional(proof),
                .count(run.credentialVersion),
            ])
        guard changed == 1 else { throw .stale(table: "run") }
        if let code = run.outcomeCode, let end = run.endedAt {
            try ProviderHealthRepository<Access>(session: session).count(code, at: run.providerKey, endedAt: end)
        }
    }
}
