import CLibPQ
import Store

/// One connection on one thread. Connects when it is first needed, and anew when the connection broke.
actor PostgresWorker {
    nonisolated let canceller = PostgresCanceller()
    nonisolated private let executor: QueueExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private let address: PostgresAddress
    private var link: PostgresLink?

    init(_ address: PostgresAddress, number: Int) {
        self.address = address
        executor = QueueExecutor(label: "store.postgres.\(number)")
    }

    /// Runs a body between BEGIN and COMMIT.
    /// - Throws: What the body threw; `.commitUnknown` when the connection broke during COMMIT.
    func transaction<Value: Sendable>(
        _ ticket: Int, begin: String, _ body: @Sendable (any SQLSession) throws -> Value
    ) throws -> Value {
        canceller.begin(ticket)
        defer {
            if canceller.end() || link?.isBroken == true { disconnect() }
        }
        // After `begin(ticket)`: a cancellation is either seen here or sent to the server.
        try Task.checkCancellation()
        let link = try connected()
        do { try link.execute(begin, []) } catch {
            disconnect()
            throw error
        }
        let value: Value
        do {
            let session = StrictSession(PostgresSession(link: link))
            value = try body(session)
            if let failure = session.failure { throw failure }
        } catch {
            // A connection that cannot roll back is broken, and the server rolls back when it is gone.
            do { try link.execute("ROLLBACK", []) } catch { disconnect() }
            throw error
        }
        do { try link.execute("COMMIT", []) } catch StoreError.unavailable(.interrupted) {
            throw StoreError.commitUnknown
        }
        return value
    }

    func disconnect() {
        canceller.use(nil)
        link = nil
    }

    private func connected() throws(StoreError) -> PostgresLink {
        if let link { return link }
        let fresh = try PostgresLink(address)
        canceller.use(fresh.makeCancel())
        link = fresh
        return fresh
    }
}
