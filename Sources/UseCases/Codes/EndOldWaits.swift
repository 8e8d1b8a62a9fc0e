import Ports
import Store

extension Workplace {
    /// Ends waits whose time has passed, and forgets codes that were never sent, and what was kept for a day.
    public func endOldWaits() async throws {
        let now = clock.now()
        try await storage.write { tx in
            try expireWaits(at: now, in: tx)
            try tx.codeWaits.forgetUnsent(at: now)
            try tx.confirmations.destroyExpired(at: now)
        }
    }
}
