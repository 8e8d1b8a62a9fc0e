import Foundation

/// A thread with a large stack, where one job after the other may block and go deep. Lives as long as the process.
final class DeepThread: SerialExecutor {
    /// Bytes. GMime goes down to 1024 levels, and through as many nested groups as `MailScreen` leaves in a field.
    private static let stackSize = 16_777_216
    private let queue: JobQueue

    init(name: String) {
        let queue = JobQueue()
        self.queue = queue
        let thread = Thread { while true { queue.next()() } }
        thread.name = name
        thread.stackSize = Self.stackSize
        thread.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.add { [self] in job.runSynchronously(on: asUnownedSerialExecutor()) }
    }
}

/// Jobs that wait for their thread.
// Safe to share: `jobs` is only touched while the condition is locked.
private final class JobQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [@Sendable () -> Void] = []

    func add(_ job: @escaping @Sendable () -> Void) {
        condition.withLock { jobs.append(job) }
        condition.signal()
    }

    /// Blocks until there is one.
    func next() -> @Sendable () -> Void {
        condition.withLock {
            while jobs.isEmpty { condition.wait() }
            return jobs.removeFirst()
        }
    }
}
