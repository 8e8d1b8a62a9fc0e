import Domain
import Store
import Synchronization

/// One connection and the thread it blocks.
actor PostgresConnection {
    private let executor: ThreadExecutor
    private let address: PostgresAddress
    private var link: PostgresLink?
    /// What the current transaction can be cancelled with; nil between transactions.
    private let running = Mutex<Canceller?>(nil)
    /// A cancel may arrive late and hit the next statement, so a connection that was cancelled is not used again.
    private let wasCancelled = Mutex(false)

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ address: PostgresAddress) {
        self.address = address
        executor = ThreadExecutor("tieline.postgres")
    }

    /// May be handed to the next one who wants a transaction.
    var isReusable: Bool {
        guard let link, !wasCancelled.withLock({ $0 }) else { return false }
        return !link.isBroken && link.isIdle
    }

    /// Connects if it is not yet, so that a later failure is the transaction's own.
    func open() throws(StoreError) {
        if link == nil { link = try PostgresLink(address) }
    }

    /// One transaction around `body`; cancelled on the server when the task is.
    func transaction<Value: Sendable>(
        _ begin: String, _ body: @Sendable (PostgresSession) throws -> Value
    ) async throws -> Value {
        try await withTaskCancellationHandler {
            try perform(begin, body)
        } onCancel: {
            running.withLock { canceller in
                guard let canceller else { return }
                wasCancelled.withLock { $0 = true }
                canceller.cancel()
            }
        }
    }

    func close() { link = nil }

    private func perform<Value>(_ begin: String, _ body: (PostgresSession) throws -> Value) throws -> Value {
        try open()
        guard let link else { throw StoreError.unavailable(.interrupted) }
        try Task.checkCancellation()
        running.withLock { $0 = link.canceller() }
        defer { running.withLock { $0 = nil } }
        do {
            try link.command(begin)
            let value = try body(PostgresSession(link: link))
            try commit(link)
            return value
        } catch {
            rollBack(link)
            guard !Task.isCancelled || error is CommitUnknown else { throw CancellationError() }
            throw error is CommitUnknown ? StoreError.commitUnknown : error
        }
    }

    private func commit(_ link: PostgresLink) throws {
        do {
            try link.command("COMMIT")
        } catch {
            guard link.isBroken else { throw error }
            throw CommitUnknown()
        }
    }

    private func rollBack(_ link: PostgresLink) {
        guard !link.isBroken, !link.isIdle else { return }
        do { try link.command("ROLLBACK") } catch { self.link = nil }
    }

    /// The line broke while the commit was under way.
    private struct CommitUnknown: Error {}
}
