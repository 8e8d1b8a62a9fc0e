import Ports
import Store

extension Workplace {
    /// Deletes sessions that are over.
    public func clearSessions() async throws {
        let now = clock.now()
        _ = try await storage.write { tx in try tx.sessions.deleteExpired(at: now) }
    }
}
