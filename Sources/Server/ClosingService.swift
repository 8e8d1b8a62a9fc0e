import ServiceLifecycle

/// Does nothing until the group shuts down, then lets go of something. It stands first, so that it ends last.
struct ClosingService: Service {
    let close: @Sendable () async -> Void

    func run() async throws {
        // Cancelled or shut down: both mean that it is time.
        try? await gracefulShutdown()
        await close()
    }
}
