import Foundation
import Logging
import Store
import Synchronization

/// A connection of its own that hears what other processes commit, on a thread of its own.
final class PostgresListener: Sendable {
    static let channel = "tieline_change"

    private let address: PostgresAddress
    private let feed: ChangeFeed
    private let logger: Logger
    private let isStopped = Mutex(false)

    init(_ address: PostgresAddress, feed: ChangeFeed, logger: Logger) {
        self.address = address
        self.feed = feed
        self.logger = logger
    }

    func start() {
        let thread = Thread { [self] in listenUntilStopped() }
        thread.name = "tieline.postgres.listen"
        thread.start()
    }

    /// The thread ends within a second.
    func stop() { isStopped.withLock { $0 = true } }

    private func listenUntilStopped() {
        var pause: Int32 = 100
        while !isStopped.withLock({ $0 }) {
            do {
                let link = try PostgresLink(address)
                try link.command("LISTEN \(Self.channel)")
                // What was committed before this moment was not heard.
                feed.send([Change(topic: .anything)])
                pause = 100
                try listen(on: link)
            } catch {
                logger.warning(
                    "change notices interrupted", metadata: ["code": "\(error.code)"])
                // A bounded wait that `stop` need not cut short.
                _ = poll(nil, 0, pause)
                pause = min(pause * 2, 5_000)
            }
        }
    }

    private func listen(on link: PostgresLink) throws(StoreError) {
        while !isStopped.withLock({ $0 }) {
            feed.send(try link.notices(waiting: 1_000).compactMap { Change($0) })
        }
    }
}
