import Store

extension Workplace {
    /// Whether any run waits for a code that has not come, whosever it is.
    public func isAnybodyWaitingForCode() async throws -> Bool {
        try await storage.read { tx in try tx.codeWaits.isAnyOpen() }
    }
}
