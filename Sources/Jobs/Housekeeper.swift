public import Logging
import Ports
public import ServiceLifecycle
import Store
public import UseCases

/// Sees to what time alone brings: leases of dead workers, rules of the law that need no attempt, sessions that are over.
public struct Housekeeper: Service {
    private let workplace: Workplace
    private let settings: JobSettings
    private let logger: Logger
    private static let batch = 500

    public init(workplace: Workplace, settings: JobSettings, logger: Logger) {
        self.workplace = workplace
        self.settings = settings
        self.logger = logger
    }

    public func run() async {
        await cancelWhenGracefulShutdown {
            await repeating(every: settings.housekeeping) { await keep() }
        }
    }

    private func keep() async {
        do {
            let now = workplace.clock.now()
            _ = try await workplace.storage.write { tx in try tx.jobs.releaseExpired(at: now) }
            try await workplace.tickClock(limit: Self.batch)
            try await workplace.lookAtAuthorizations(limit: Self.batch)
            try await workplace.lookAtRequests(limit: Self.batch)
            try await workplace.endOldWaits()
            try await workplace.renewProofs(limit: Self.batch)
            try await workplace.clearSessions()
        } catch {
            guard !Task.isCancelled else { return }
            logger.report(error, while: "housekeeping")
        }
    }
}
