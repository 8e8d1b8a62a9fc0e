import Domain
import Logging

/// Does something at once and then again after each pause, until the task is cancelled.
func repeating(every pause: Duration, _ body: () async -> Void) async {
    while !Task.isCancelled {
        await body()
        try? await Task.sleep(for: pause)  // cancelled: the loop ends
    }
}

extension Logger {
    /// Tells of an error as loudly as it is, by its code alone.
    func report(_ error: any Error, while what: String) {
        guard let explained = error as? any ExplainedError else {
            self.error("failed while \(what)", metadata: ["type": "\(type(of: error))"])
            return
        }
        let level: Level =
            switch explained.level {
            case .info: .info
            case .warning: .warning
            case .error: .error
            case .critical: .critical
            }
        log(level: level, "failed while \(what): \(explained.advice)", metadata: ["code": "\(explained.code)"])
    }
}
