import Foundation
import Synchronization

/// Messages that stay in a mailbox because their recipient got too many for now: they are looked at again later, and in the
/// meantime do not stand in the way of others.
final class RestingMessages: Sendable {
    /// What is said to services in the same case.
    static let span = 600.0

    private let capacity: Int
    private let until = Mutex<[UInt32: Date]>([:])

    init(capacity: Int = 1_000) { self.capacity = capacity }

    /// Numbers of those that rest.
    func numbers(at now: Date) -> Set<UInt32> {
        until.withLock { until in
            until = until.filter { $0.value > now }
            return Set(until.keys)
        }
    }

    /// Lets a message rest. When there are too many, the one that would come up first comes up at once.
    func rest(_ number: UInt32, from now: Date) {
        until.withLock { until in
            if until.count >= capacity, let first = until.min(by: { $0.value < $1.value }) { until[first.key] = nil }
            until[number] = now.addingTimeInterval(Self.span)
        }
    }
}
