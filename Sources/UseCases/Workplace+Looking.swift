import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Looks until there is an answer: at once, after every change that may bring one, and now and then in case a notice
    /// was lost.
    ///
    /// - Returns: nil when the end came first.
    /// - Throws: `CancellationError`, and what the look throws.
    func looking<Value: Sendable>(
        until end: Date, after isWorthALook: @escaping @Sendable (Change.Topic) -> Bool,
        _ look: @Sendable () async throws -> Value?
    ) async throws -> Value? {
        while true {
            // Subscribed before the look, so that nothing falls between the two.
            let changes = storage.changes()
            if let value = try await look() { return value }
            try Task.checkCancellation()
            let left = end.timeIntervalSince(clock.now())
            guard left > 0 else { return nil }
            await changes.wait(for: isWorthALook, atMost: .seconds(min(left, limits.look)))
        }
    }
}

extension AsyncStream<Change> {
    /// Returns at the first change that is worth a look, when the time is up, or when the task is cancelled.
    fileprivate func wait(for isWorthALook: @escaping @Sendable (Change.Topic) -> Bool, atMost time: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await change in self where change.topic == .anything || isWorthALook(change.topic) { return }
            }
            group.addTask { try? await Task.sleep(for: time) }  // cancelled: the change was faster
            await group.next()
            group.cancelAll()
        }
    }
}
