public import Foundation

/// A thing to be done by a worker, later or now.
public struct NewJob: Sendable, Equatable {
    /// A bare UUIDv7.
    public let id: String
    /// Versioned: `connection.check.v1`.
    public let kind: String
    /// The lane it waits in, which limits how many run at once.
    public let lane: String
    /// What it is about, as JSON; opaque here.
    public let payload: String
    public let runAt: Date

    public init(id: String, kind: String, lane: String, payload: String, runAt: Date) {
        self.id = id
        self.kind = kind
        self.lane = lane
        self.payload = payload
        self.runAt = runAt
    }
}

/// A job that one worker holds until its lease ends.
public struct ClaimedJob: Sendable, Equatable, Identifiable {
    public let id: String
    public let kind: String
    public let lane: String
    public let payload: String
    /// How often it was claimed, this time included; times it was given back unharmed left out.
    public let attempts: Int
    public let leaseUntil: Date
}

/// The queue. Only work that is still to be done is in it: a finished job's row is deleted.
public struct JobRepository<Access> {
    let session: any SQLSession

    /// Jobs that wait or are being carried out.
    public func count() throws(StoreError) -> Int {
        try session.amount("SELECT COUNT(*) AS amount FROM job", [])
    }

    /// When the next waiting job is due; nil when none waits.
    public func nextDue() throws(StoreError) -> Date? {
        try session.first("SELECT MIN(run_at) AS due FROM job WHERE worker IS NULL", [])?.optionalInstant("due")
    }
}

extension JobRepository where Access == WriteAccess {
    /// - Throws: `.missingParent` for a lane that was never put.
    public func enqueue(_ job: NewJob) throws(StoreError) {
        try session.execute(
            "INSERT INTO job (id, kind, lane, payload, run_at, attempts) VALUES ($1, $2, $3, $4, $5, 0)",
            [.text(job.id), .text(job.kind), .text(job.lane), .text(job.payload), .instant(job.runAt)])
    }

    /// Prolongs leases that the worker still holds.
    /// - Returns: How many it does.
    @discardableResult
    public func heartbeat(
        _ ids: some Collection<String>, worker: String, until: Date
    ) throws(StoreError) -> Int {
        guard !ids.isEmpty else { return 0 }
        let list = (0..<ids.count).map { "$\($0 + 3)" }.joined(separator: ", ")
        return try session.execute(
            "UPDATE job SET leased_until = $2 WHERE worker = $1 AND id IN (\(list))",
            [.text(worker), .instant(until)] + ids.map { .text($0) })
    }

    /// The work is done.
    /// - Returns: False when the worker no longer held the job; then nothing changed.
    public func finish(_ id: String, worker: String) throws(StoreError) -> Bool {
        try session.execute("DELETE FROM job WHERE id = $1 AND worker = $2", [.text(id), .text(worker)]) == 1
    }

    /// The work is to be tried again at a later moment.
    /// - Returns: False when the worker no longer held the job; then nothing changed.
    @discardableResult
    public func retry(_ id: String, worker: String, at date: Date) throws(StoreError) -> Bool {
        try session.execute(
            "UPDATE job SET worker = NULL, leased_until = NULL, is_waiting = 0, run_at = $3 WHERE id = $1 AND worker = $2",
            [.text(id), .text(worker), .instant(date)]) == 1
    }

    /// The work waits for something outside, or goes on: while it waits it takes no place in its lane.
    /// - Returns: False when the worker no longer held the job; then nothing changed.
    @discardableResult
    public func setWaiting(_ isWaiting: Bool, _ id: String, worker: String) throws(StoreError) -> Bool {
        try session.execute(
            "UPDATE job SET is_waiting = $3 WHERE id = $1 AND worker = $2",
            [.text(id), .text(worker), .flag(isWaiting)]) == 1
    }

    /// Gives back everything a worker holds, at no cost: it is shutting down, or was killed and has come back.
    /// - Returns: How many jobs wait again.
    @discardableResult
    public func release(worker: String) throws(StoreError) -> Int {
        try session.execute(
            "UPDATE job SET worker = NULL, leased_until = NULL, is_waiting = 0, attempts = attempts - 1 WHERE worker = $1",
            [.text(worker)])
    }

    /// Lets jobs whose lease ran out be claimed anew; the attempt counts.
    /// - Returns: How many jobs wait again.
    @discardableResult
    public func releaseExpired(at now: Date) throws(StoreError) -> Int {
        try session.execute(
            "UPDATE job SET worker = NULL, leased_until = NULL, is_waiting = 0 WHERE worker IS NOT NULL AND leased_until <= $1",
            [.instant(now)])
    }
}
