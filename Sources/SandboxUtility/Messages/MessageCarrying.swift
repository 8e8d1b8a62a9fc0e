/// Takes messages out of the sandbox.
public protocol MessageCarrying: Sendable {
    /// Hands one message over; returns once the other side has taken it.
    ///
    /// - Throws: `SandboxError.undeliverable`.
    func carry(_ message: OutgoingMessage) async throws
}
