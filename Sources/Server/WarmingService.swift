import Browser
import ServiceLifecycle

/// Keeps browsers started for people who sign in by themselves, until the group shuts down.
struct WarmingService: Service {
    let browsers: LiveBrowsers

    func run() async throws {
        await cancelWhenGracefulShutdown { [browsers] in await browsers.warm() }
        // Cancelled or shut down: both mean that it is time. Nothing is left to warm before that.
        try? await gracefulShutdown()
    }
}
