public import Logging
public import ServiceLifecycle
public import UseCases

/// Finds the connections whose time has come and queues their runs. Several may run side by side.
public struct Scheduler: Service {
    private let workplace: Workplace
    private let settings: JobSettings
    private let logger: Logger
    private static let batch = 200
    /// A turn ends after so many, so that one endless backlog cannot keep a stop waiting.
    private static let batchesPerTurn = 25

    public init(workplace: Workplace, settings: JobSettings, logger: Logger) {
        self.workplace = workplace
        self.settings = settings
        self.logger = logger
    }

    public func run() async {
        await cancelWhenGracefulShutdown {
            await repeating(every: settings.schedule) { await queueAllDue() }
        }
    }

    private func queueAllDue() async {
        do {
            for _ in 0..<Self.batchesPerTurn {
                guard try await workplace.scheduleDue(limit: Self.batch) == Self.batch, !Task.isCancelled else {
                    return
                }
            }
        } catch {
            guard !Task.isCancelled else { return }
            logger.report(error, while: "queueing due checks")
        }
    }
}
