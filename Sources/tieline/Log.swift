import Logging
import Synchronization

/// The log goes to standard error, one line an event.
enum Log {
    private static let isStarted = Mutex(false)

    /// The logger of this process; the first call decides the level.
    static func start(_ level: Logger.Level) -> Logger {
        isStarted.withLock { isStarted in
            guard !isStarted else { return }
            isStarted = true
            LoggingSystem.bootstrap { label in
                var handler = StreamLogHandler.standardError(label: label)
                handler.logLevel = level
                return handler
            }
        }
        return Logger(label: "tieline")
    }
}
