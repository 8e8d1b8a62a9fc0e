import Store

extension Workplace {
    /// Ends one session; its cookie is worth nothing afterwards.
    public func signOut(_ session: SignedInMember) async throws {
        try await storage.write { tx in try tx.sessions.delete(session.sessionDigest) }
    }
}
