public import Domain
import Ports
import Store

extension Workplace {
    /// Somebody says that the utility has unlocked the account: one attempt is made.
    ///
    /// - Returns: the run to watch.
    /// - Throws: `.notPossible` when the account is not locked; `.checkRefused(.lockRests)` in the lock's first day.
    public func unlock(_ id: Connection.ID, by author: Author) async throws -> Run.ID {
        try author.require(.operate)
        return try await deciding { tx in
            let connection = try self.connection(id, of: author, in: tx)
            try connection.requireCollecting()
            guard connection.state.status == .accountLocked else {
                throw UseCaseError.notPossible(connection.state.status)
            }
            if let current = try tx.runs.active(of: id) { return current.id }
            let unlocked = try apply(.unlocked, to: connection, by: author.auditAuthor, in: tx)
            if let due = unlocked.state.nextAttemptAt, due > clock.now() {
                throw UseCaseError.checkRefused(.lockRests(until: due))
            }
            try record(.connectionUnlocked, of: id, by: author, in: tx)
            return try queueRun(for: unlocked, trigger: .repair, requestedBy: author.memberID, in: tx)
        }
    }
}
