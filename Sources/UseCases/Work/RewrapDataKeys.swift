import Domain
import Ports
import Store

extension Workplace {
    /// Wraps a batch of data keys under the current key-encryption key, while everything goes on. May stop at any moment
    /// and be called again: what is done stays done.
    ///
    /// - Returns: how many were wrapped anew; 0 means that all are.
    public func rewrapDataKeys(limit: Int) async throws -> Int {
        let current = sealing.currentKeyID
        let old = try await storage.read { tx in try tx.dataKeys.all(notUnder: current, limit: limit) }
        for stored in old {
            let fresh = try sealing.rewrap(stored.key, for: stored.owner)
            _ = try await storage.write { tx in try tx.dataKeys.replace(owner: stored.owner, stored.key, with: fresh) }
        }
        return old.count
    }

    /// Queues the rewrapping of all data keys, e.g. after a new key was added to the key ring.
    public func queueRewrap() async throws {
        try await storage.write { tx in
            try enqueue(.rewrapKeys, lane: Self.ownLane, at: clock.now(), in: tx)
        }
    }
}
