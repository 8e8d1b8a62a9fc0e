import Domain
import Foundation
public import Logging
import Ports
public import ServiceLifecycle
import Store
public import UseCases

/// Claims jobs and carries them out, at most `capacity` at a time, until the process is told to stop.
///
/// A stop breaks off what is under way; those jobs go back into the queue and cost nothing. After a kill the same node takes
/// its jobs up again at its next start, other nodes after the lease.
public struct Worker: Service {
    private let workplace: Workplace
    private let settings: JobSettings
    private let logger: Logger

    public init(workplace: Workplace, settings: JobSettings, logger: Logger) {
        self.workplace = workplace
        self.settings = settings
        self.logger = logger
    }

    public func run() async throws {
        try await workplace.openLanes()
        try await releaseOwn()
        await cancelWhenGracefulShutdown { await work() }
        try await releaseOwn()
    }

    /// Gives back every job this node holds.
    private func releaseOwn() async throws {
        _ = try await workplace.storage.write { tx in try tx.jobs.release(worker: settings.node) }
    }

    private func work() async {
        // One pending wake is enough: each look takes everything there is room for.
        let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let held = HeldJobs()
        await withDiscardingTaskGroup { group in
            group.addTask {
                for await change in workplace.storage.changes() where change.topic == .job || change.topic == .anything
                {
                    wake.yield()
                }
            }
            group.addTask { await repeating(every: settings.look) { wake.yield() } }
            group.addTask { await repeating(every: settings.lease / 3) { await renew(held) } }
            for await _ in wakes {
                for job in await claim(settings.capacity - held.working) {
                    await held.insert(job.id)
                    group.addTask {
                        await carryOut(job, in: JobSlot(job: job, worker: self, held: held, wake: wake))
                        await held.remove(job.id)
                        wake.yield()
                    }
                }
            }
        }
    }

    private func claim(_ limit: Int) async -> [ClaimedJob] {
        guard limit > 0 else { return [] }
        let now = workplace.clock.now()
        do {
            return try await workplace.storage.write { tx in
                try tx.jobs.claim(worker: settings.node, now: now, lease: settings.lease, limit: limit)
            }
        } catch {
            report(error, "claiming jobs")
            return []
        }
    }

    private func renew(_ held: HeldJobs) async {
        let ids = await held.ids
        guard !ids.isEmpty else { return }
        let until = workplace.clock.now().addingTimeInterval(settings.lease / .seconds(1))
        do {
            _ = try await workplace.storage.write { tx in
                try tx.jobs.heartbeat(ids, worker: settings.node, until: until)
            }
        } catch {
            report(error, "renewing leases")
        }
    }

    /// Carries out one job and says so, provided that it is still this worker's.
    private func carryOut(_ job: ClaimedJob, in slot: JobSlot) async {
        do {
            guard let work = Work(kind: job.kind, payload: job.payload) else {
                logger.error("a job of an unknown kind is dropped", metadata: ["kind": "\(job.kind)"])
                return try await finish(job)
            }
            guard let pause = try await workplace.perform(work, in: slot) else { return try await finish(job) }
            try await putOff(job, by: pause)
        } catch {
            // Broken off: `run` gives the job back.
            guard !Task.isCancelled else { return }
            report(error, job.kind)
            await putOffAfterFailure(job)
        }
    }

    private func finish(_ job: ClaimedJob) async throws {
        let wasHeld = try await workplace.storage.write { tx in try tx.jobs.finish(job.id, worker: settings.node) }
        if !wasHeld { logger.warning("a job was finished after its lease was lost", metadata: ["kind": "\(job.kind)"]) }
    }

    private func putOff(_ job: ClaimedJob, by pause: Duration) async throws {
        let next = workplace.clock.now().addingTimeInterval(pause / .seconds(1))
        _ = try await workplace.storage.write { tx in try tx.jobs.retry(job.id, worker: settings.node, at: next) }
    }

    /// Lets a job's lane know whether it works or waits. Only a hint is lost when this fails: the lane stays taken.
    fileprivate func note(_ job: ClaimedJob, isWaiting: Bool) async {
        // Stopping: whatever is held is given back as a whole.
        guard !Task.isCancelled else { return }
        do {
            _ = try await workplace.storage.write { tx in
                try tx.jobs.setWaiting(isWaiting, job.id, worker: settings.node)
            }
        } catch {
            report(error, "noting that \(job.kind) waits")
        }
    }

    private func putOffAfterFailure(_ job: ClaimedJob) async {
        do {
            try await putOff(job, by: .seconds(min(900, 5 << min(job.attempts, 8))))
        } catch {
            // Its lease runs out, and the job is claimed anew.
            report(error, "putting off \(job.kind)")
        }
    }

    private func report(_ error: any Error, _ what: String) {
        logger.report(error, while: what)
    }
}

/// A job's place at its worker and in its lane (docs/decisions/0006).
private struct JobSlot: WorkSlot {
    let job: ClaimedJob
    let worker: Worker
    let held: HeldJobs
    let wake: AsyncStream<Void>.Continuation

    func leave() async {
        await worker.note(job, isWaiting: true)
        await held.setWaiting(true, job.id)
        wake.yield()
    }

    func comeBack() async {
        await held.setWaiting(false, job.id)
        await worker.note(job, isWaiting: false)
    }
}

/// The jobs a worker is carrying out. Those that wait for somebody outside are its own, and take no place.
private actor HeldJobs {
    private(set) var ids: Set<ClaimedJob.ID> = []
    private var waiting: Set<ClaimedJob.ID> = []
    var working: Int { ids.count - waiting.count }

    func insert(_ id: ClaimedJob.ID) { ids.insert(id) }

    func remove(_ id: ClaimedJob.ID) {
        ids.remove(id)
        waiting.remove(id)
    }

    func setWaiting(_ isWaiting: Bool, _ id: ClaimedJob.ID) {
        if isWaiting { waiting.insert(id) } else { waiting.remove(id) }
    }
}
