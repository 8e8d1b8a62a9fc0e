import Foundation
import Store
import StorePostgres
import Support
import Testing

@Suite("PostgreSQL")
struct PostgresTests {
    @Test("a change made through one store is heard by another")
    func listens() async throws {
        let url = try await ThrowAwayPostgres.shared.makeDatabase()
        let (here, there) = (try await TemporaryStore.open(url: url), try await TemporaryStore.open(url: url))
        let changes = there.changes()
        let topic = Change.Topic.job
        try await here.write { tx in
            tx.announce(Change(topic: topic))
            tx.announce(Change(topic: topic))
        }
        try await hears(changes, topic)
    }

    @Test("a wrong address is said in one plain error that never holds the password")
    func addresses() async throws {
        let socket = try await ThrowAwayPostgres.shared.makeDatabase()
        let host = try #require(socket.split(separator: "host=").last)
        let wrong: [(String, Unavailability)] = [
            ("mysql://u:hunter2@h/d", .malformedAddress),
            ("postgres://u:hunter2@h/d?nonsense=1", .malformedAddress),
            ("postgres://u:hunter2@127.0.0.1:1/d", .unreachable(host: "127.0.0.1", port: "1")),
            ("postgres://nobody:hunter2@/postgres?host=\(host)", .signInRefused(user: "nobody")),
            ("postgres://postgres:hunter2@/nowhere?host=\(host)", .databaseMissing(name: "nowhere")),
        ]
        for (url, expected) in wrong {
            await #expect(throws: StoreError.unavailable(expected)) { try await TemporaryStore.open(url: url) }
            #expect(!StoreError.unavailable(expected).advice.contains("hunter2"))
        }
    }

    @Test("more tasks than connections take turns")
    func turns() async throws {
        let store = try await TemporaryStore.postgres(connections: 2)
        try await store.write { tx in try tx.settings.set("count", "0") }
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<30 { group.addTask { try await store.read { tx in try tx.jobs.count() + 1 } } }
            return try await group.reduce(0, +)
        }
        #expect(total == 30)
    }

    @Test("a task that is cancelled while it waits for a connection gives up its place")
    func cancelledWaiting() async throws {
        let store = try await TemporaryStore.postgres(connections: 1)
        let (held, isHeld) = AsyncStream.makeStream(of: Void.self)
        let letGo = DispatchSemaphore(value: 0)
        async let holder = store.read { tx in
            isHeld.finish()
            return letGo.wait(timeout: .now() + 20) == .success
        }
        for await _ in held {}
        let waiter = Task { try await store.read { tx in try tx.jobs.count() } }
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }
        letGo.signal()
        #expect(try await holder)
        #expect(try await store.read { tx in try tx.jobs.count() } == 0)
    }

    @Test("after a restart of the server work goes on, and what was committed is there")
    func restart() async throws {
        let cluster = ThrowAwayPostgres()
        let store = try await TemporaryStore.open(url: cluster.makeDatabase())
        let changes = store.changes()
        try await store.write { tx in try tx.settings.set("name", "kept") }
        try await cluster.restart()
        #expect(try await store.read { tx in try tx.settings.get("name") } == "kept")
        try await store.write { tx in try tx.settings.set("name", "new") }
        #expect(try await store.read { tx in try tx.settings.get("name") } == "new")
        try await hears(changes, .anything)
        try await store.write { tx in tx.announce(Change(topic: .job)) }
        try await hears(changes, .job)
    }

    /// Waits for a notice, half a minute at most.
    private func hears(_ changes: AsyncStream<Change>, _ topic: Change.Topic) async throws {
        let isHeard = try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                for await change in changes where change.topic == topic { return true }
                return false
            }
            group.addTask {
                try await Task.sleep(for: .seconds(30))
                return false
            }
            let first = try await group.next()
            group.cancelAll()
            return first ?? false
        }
        #expect(isHeard)
    }
}
