public import Foundation

extension JobRepository where Access == WriteAccess {
    /// Takes due jobs for a worker, the longest due first, as far as their lanes have room.
    ///
    /// A lane is claimed from by one transaction at a time: its row is taken first, and a lane that another process is
    /// claiming from is passed over. So neither concurrency nor spacing can be overrun, whoever claims.
    ///
    /// - Parameters:
    ///   - lease: How long the worker may go without a heartbeat.
    ///   - limit: At most so many jobs.
    public func claim(worker: String, now: Date, lease: Duration, limit: Int) throws(StoreError) -> [ClaimedJob] {
        guard limit > 0 else { return [] }
        let until = now.addingTimeInterval(lease / .seconds(1))
        var claimed: [ClaimedJob] = []
        for lane in try openLanes(at: now, limit: limit) where claimed.count < limit {
            let jobs = try claim(in: lane, worker: worker, now: now, until: until, limit: limit - claimed.count)
            claimed += jobs
            if !jobs.isEmpty { try note(startIn: lane, at: now) }
        }
        return claimed
    }

    /// Lanes with room and due jobs, the one that started something longest ago first; taken for this transaction.
    private func openLanes(at now: Date, limit: Int) throws(StoreError) -> [OpenLane] {
        try session.query(
            """
            SELECT name, concurrency, spacing, (
                SELECT COUNT(*) FROM job
                WHERE job.lane = lane.name AND job.worker IS NOT NULL AND job.is_waiting = 0
            ) AS running
            FROM lane
            WHERE opens_at <= $1
                AND EXISTS (SELECT 1 FROM job WHERE job.lane = lane.name AND job.worker IS NULL AND job.run_at <= $1)
                AND concurrency > (
                    SELECT COUNT(*) FROM job
                    WHERE job.lane = lane.name AND job.worker IS NOT NULL AND job.is_waiting = 0
                )
            ORDER BY last_start_at, name LIMIT $2
            \(session.dialect.takingRows)
            """, [.instant(now), .count(limit)]
        ).map(OpenLane.init(row:))
    }

    private func claim(
        in lane: OpenLane, worker: String, now: Date, until: Date, limit: Int
    ) throws(StoreError) -> [ClaimedJob] {
        // The lane's row is ours now, but the count was made before it was: count again.
        let running = try session.amount(
            "SELECT COUNT(*) AS amount FROM job WHERE lane = $1 AND worker IS NOT NULL AND is_waiting = 0",
            [.text(lane.name)])
        let room = lane.spacing > 0 ? min(1, lane.concurrency - running) : lane.concurrency - running
        guard room > 0 else { return [] }
        let rows = try session.query(
            """
            UPDATE job SET worker = $1, leased_until = $2, attempts = attempts + 1
            WHERE id IN (
                SELECT id FROM job WHERE lane = $3 AND worker IS NULL AND run_at <= $4
                ORDER BY run_at, id LIMIT $5 \(session.dialect.takingRows)
            )
            RETURNING id, kind, lane, payload, attempts, leased_until, run_at
            """,
            [.text(worker), .instant(until), .text(lane.name), .instant(now), .count(min(room, limit))]
        )
        // RETURNING has no order of its own.
        return try rows.map { row throws(StoreError) in (try row.integer("run_at"), try ClaimedJob(row: row)) }
            .sorted { ($0.0, $0.1.id) < ($1.0, $1.1.id) }.map(\.1)
    }

    private func note(startIn lane: OpenLane, at now: Date) throws(StoreError) {
        let opensAt = Date(microseconds: now.microseconds + lane.spacing)
        try session.execute(
            """
            UPDATE lane SET last_start_at = $2, opens_at = CASE WHEN opens_at > $3 THEN opens_at ELSE $3 END
            WHERE name = $1
            """, [.text(lane.name), .instant(now), .instant(opensAt)])
    }
}

/// A lane that a job may start in.
private struct OpenLane {
    let name: String
    let concurrency: Int
    /// Microseconds between two starts.
    let spacing: Int64

    init(row: SQLRow) throws(StoreError) {
        name = try row.text("name")
        concurrency = try row.integer("concurrency")
        spacing = Int64(try row.integer("spacing"))
    }
}

extension ClaimedJob {
    fileprivate init(row: SQLRow) throws(StoreError) {
        try self.init(
            id: row.text("id"), kind: row.text("kind"), lane: row.text("lane"), payload: row.text("payload"),
            attempts: row.integer("attempts"), leaseUntil: row.instant("leased_until"))
    }
}
