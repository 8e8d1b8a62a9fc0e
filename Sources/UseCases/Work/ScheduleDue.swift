import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Queues a run for every connection whose time has come.
    ///
    /// While a provider is under investigation, one of its connections tries for all; the others wait for the next turn.
    ///
    /// - Returns: how many due connections were looked at; fewer than `limit` means that nothing is left.
    public func scheduleDue(limit: Int) async throws -> Int {
        let due = try await storage.read { tx in try tx.connections.due(at: clock.now(), limit: limit) }
        var canaries: Set<ProviderKey> = []
        for connection in due {
            guard connection.kind != .email else {
                try await lookAtSilence(of: connection.id)
                continue
            }
            let isHeld = connection.state.status == .underInvestigation
            let isCanary = isHeld && canaries.insert(connection.providerKey).inserted
            try await schedule(connection.id, as: isHeld ? (isCanary ? .canary : nil) : .schedule)
        }
        return due.count
    }

    /// Queues one run, or puts it off when the trigger is nil. Nothing happens when the connection moved on meanwhile.
    private func schedule(_ id: Connection.ID, as trigger: RunTrigger?) async throws {
        do {
            try await deciding { tx in
                let now = clock.now()
                guard var connection = try tx.connections.system(id), connection.archivedAt == nil,
                    let next = connection.state.nextAttemptAt, next <= now, connection.state.covers.isEmpty,
                    try tx.runs.active(of: id) == nil
                else { return }
                guard let trigger, connection.credentialVersion > 0 else {
                    // Held by a canary: the next turn. Without a sign-in: not before somebody enters one.
                    connection.state.nextAttemptAt =
                        connection.credentialVersion == 0
                        ? nil : rhythm.moment(LawSpan.canary, after: now, jitter: identifiers.fraction())
                    try tx.connections.save(connection)
                    return
                }
                let isFirst = trigger == .schedule && connection.state.signInStatus == .pending
                try queueRun(for: connection, trigger: isFirst ? .first : trigger, in: tx)
            }
        } catch StoreError.notUnique {
            // Somebody else queued a run for it in the same moment, which is all that was wanted.
        }
    }
}
