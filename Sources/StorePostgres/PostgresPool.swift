import Store

/// Lends out workers, first come, first served. Every transaction has time limits, so every wait ends.
actor PostgresPool {
    private var idle: [PostgresWorker]
    private let workers: [PostgresWorker]
    private var waiting: [(number: Int, continuation: CheckedContinuation<PostgresWorker, any Error>)] = []
    private var next = 0
    private var isClosed = false

    init(_ address: PostgresAddress, size: Int) {
        workers = (1...size).map { PostgresWorker(address, number: $0) }
        idle = workers.reversed()
    }

    func lend() async throws -> PostgresWorker {
        guard !isClosed else { throw StoreError.unavailable(.closed) }
        if let worker = idle.popLast() { return worker }
        next += 1
        let number = next
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
                waiting.append((number, continuation))
            }
        } onCancel: {
            // A cancellation handler cannot wait; whoever gives up late is resumed all the same.
            Task { await self.giveUp(number) }
        }
    }

    func giveBack(_ worker: PostgresWorker) {
        guard !waiting.isEmpty else { return idle.append(worker) }
        waiting.removeFirst().continuation.resume(returning: worker)
    }

    /// Refuses new work and lets go of every connection, each after what it is doing.
    func close() async {
        isClosed = true
        for waiter in waiting { waiter.continuation.resume(throwing: StoreError.unavailable(.closed)) }
        waiting = []
        for worker in workers { await worker.disconnect() }
    }

    private func giveUp(_ number: Int) {
        guard let position = waiting.firstIndex(where: { $0.number == number }) else { return }
        waiting.remove(at: position).continuation.resume(throwing: CancellationError())
    }
}
