public import Domain
import Ports
import Store

extension Workplace {
    /// Somebody says that the utility has unlocked the account: one attempt is made.
    ///
    /// - Returns: the run to watch; nil when the law wants the lock to rest longer, and tries by itself afterwards.
    /// - Throws: `.notPossible` when the account is not locked.
    public func unlock(_ id: Connection.ID, by author: Author) async throws -> Run.ID? {
        try author.require(.operate)
        return try await deciding { tx in
            let connection = try self.connection(id, of: author, in: tx)
            try connection.requireCollecting()
            guard connection.state.status == .accountLocked else {
                throw UseCaseError.notPossible(connection.state.status)
            }
            try record(.connectionUnlocked, of: id, by: author, in: tx)
            let unlocked = try apply(.unlocked, to: connection, by: author.auditAuthor, in: tx)
            if let current = try tx.runs.active(of: id) { return current.id }
            guard let next = unlocked.state.nextAttemptAt, next <= clock.now() else { return nil }
            return try queueRun(for: unlocked, trigger: .repair, requestedBy: author.memberID, in: tx)
        }
    }
}
