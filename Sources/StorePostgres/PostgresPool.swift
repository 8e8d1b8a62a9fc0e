import Store

/// A handful of connections, handed out one transaction at a time, in the order of asking.
actor PostgresPool {
    private let address: PostgresAddress
    private let capacity: Int
    private var idle: [PostgresConnection] = []
    private var lent = 0
    private var waiting: [(number: Int, continuation: CheckedContinuation<Void, Never>)] = []
    private var nextNumber = 0
    private var isClosed = false

    init(_ address: PostgresAddress, capacity: Int) {
        self.address = address
        self.capacity = capacity
    }

    /// Lends a connection to `body`. A broken one is dropped and replaced at the next asking.
    func withConnection<Value: Sendable>(
        _ body: @Sendable (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        try await waitForPlace()
        guard !isClosed else {
            release()
            throw StoreError.unavailable(.closed)
        }
        let connection = idle.popLast() ?? PostgresConnection(address)
        do {
            let value = try await body(connection)
            await giveBack(connection)
            return value
        } catch {
            await giveBack(connection)
            throw error
        }
    }

    /// Waits for what is under way, then closes every connection.
    func close() async {
        isClosed = true
        for connection in idle { await connection.close() }
        idle = []
    }

    private func waitForPlace() async throws {
        try Task.checkCancellation()
        guard lent >= capacity else {
            lent += 1
            return
        }
        nextNumber += 1
        let number = nextNumber
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled { continuation.resume() } else { waiting.append((number, continuation)) }
            }
        } onCancel: {
            Task { await self.leave(number) }
        }
        // Resumed either with a place of its own or because it was cancelled; `leave` and `release` never do both.
        if Task.isCancelled, !granted.contains(number) { throw CancellationError() }
        granted.remove(number)
    }

    private var granted: Set<Int> = []

    private func leave(_ number: Int) {
        guard let position = waiting.firstIndex(where: { $0.number == number }) else { return }
        waiting.remove(at: position).continuation.resume()
    }

    private func giveBack(_ connection: PostgresConnection) async {
        if await connection.isReusable, !isClosed { idle.append(connection) } else { await connection.close() }
        release()
    }

    /// The place goes to the one who waited longest, else it is free.
    private func release() {
        guard !waiting.isEmpty else {
            lent -= 1
            return
        }
        let next = waiting.removeFirst()
        granted.insert(next.number)
        next.continuation.resume()
    }
}
