import Foundation
import Logging
import Store
import Synchronization

/// Listens for notices of every process on the database, on a connection and a thread of its own.
final class ChangeListener: Sendable {
    static let channel = "tieline_change"
    /// How long a stop, or a broken connection that the system does not report, may go unnoticed, in milliseconds.
    private static let glance: Int32 = 250
    private static let pauses = [0.1, 0.5, 1, 2, 5]

    private let address: PostgresAddress
    private let feed: ChangeFeed
    private let logger: Logger
    private let isStopped = Mutex(false)

    init(_ address: PostgresAddress, feed: ChangeFeed, logger: Logger) {
        self.address = address
        self.feed = feed
        self.logger = logger
    }

    /// Returns when it listens, or when its first attempt failed.
    func start() async {
        await withCheckedContinuation { continuation in
            let thread = Thread { [self] in run(whenTried: { continuation.resume() }) }
            thread.name = "store.listen"
            thread.start()
        }
    }

    /// The thread ends within a glance.
    func stop() { isStopped.withLock { $0 = true } }

    private var goesOn: Bool { !isStopped.withLock { $0 } }

    private func run(whenTried: () -> Void) {
        var failures = 0
        var isFirst = true
        while goesOn {
            do {
                let link = try PostgresLink(address)
                try link.execute("LISTEN \(Self.channel)", [])
                failures = 0
                if isFirst {
                    isFirst = false
                    whenTried()
                } else {
                    // Whatever happened meanwhile was not heard.
                    feed.send([Change(topic: .anything)])
                }
                try listen(on: link)
            } catch {
                logger.warning("listening for changes was interrupted", metadata: ["code": "\(error.code)"])
                if isFirst {
                    isFirst = false
                    whenTried()
                }
                pause(Self.pauses[min(failures, Self.pauses.count - 1)])
                failures += 1
            }
        }
    }

    private func listen(on link: PostgresLink) throws(StoreError) {
        while goesOn {
            var descriptor = pollfd(fd: link.socket, events: Int16(POLLIN), revents: 0)
            guard poll(&descriptor, 1, Self.glance) != 0 else { continue }
            feed.send(try link.takeNotices().compactMap(Change.init))
        }
    }

    private func pause(_ seconds: Double) {
        let end = DispatchTime.now() + seconds
        while goesOn, DispatchTime.now() < end {
            Thread.sleep(forTimeInterval: 0.05)  // allowed: on a thread of its own, between two attempts to connect
        }
    }
}
