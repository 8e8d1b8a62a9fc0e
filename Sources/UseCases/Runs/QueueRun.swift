import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Puts a run in the queue: the connection's new state, the run and its job, in the caller's transaction.
    ///
    /// - Parameter connection: as it shall be saved; its version is the one that was read.
    /// - Throws: `StoreError.notUnique` when the connection has an unfinished run.
    @discardableResult
    func queueRun(
        for connection: Connection, trigger: RunTrigger, requestedBy member: Member.ID? = nil, in tx: Writing
    ) throws -> Run.ID {
        let now = clock.now()
        var connection = connection
        connection.state = StatusLaw.applying(.attemptQueued, to: connection.state, at: now, rhythm: rhythm).state
        try tx.connections.save(connection)
        let run = Run(
            id: newID(), organizationID: connection.organizationID, connectionID: connection.id,
            providerKey: connection.providerKey, trigger: trigger, requestedBy: member, queuedAt: now,
            credentialVersion: connection.credentialVersion, statusBefore: connection.state.status)
        try tx.runs.insert(run)
        // People who look on go first: their jobs are due before everything that is due.
        let due = trigger.isAttended || trigger == .first ? now.addingTimeInterval(-3600) : now
        try enqueue(.check(run.id), lane: connection.providerKey.lane, at: due, in: tx)
        tx.announce(Change(topic: .connection(connection.id)))
        tx.announce(Change(topic: .organization(connection.organizationID)))
        return run.id
    }

    func enqueue(_ work: Work, lane: String, at date: Date, in tx: Writing) throws {
        try tx.jobs.enqueue(
            NewJob(id: identifiers.next(), kind: work.kind, lane: lane, payload: work.payload, runAt: date))
        tx.announce(Change(topic: .job))
    }
}
