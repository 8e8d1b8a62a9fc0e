import Logging
import ServiceLifecycle
import UnixSignals

/// Runs services until Ctrl-C, SIGTERM, or the end of one of them.
enum Lifetime {
    static func run(_ services: [any Service], logger: Logger) async throws {
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)
        // A run that cannot end in time goes back to the queue without cost.
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        configuration.maximumCancellationDuration = .seconds(10)
        try await ServiceGroup(configuration: configuration).run()
    }
}
