import Domain
import Foundation
import Support
import Testing

@testable import Store

/// What both engines promise about transactions, values and errors.
@Suite("Transactions")
struct TransactionTests {
    @Test("values come back as they were bound, whatever the order of their numbers", arguments: StoreEngine.allCases)
    func values(engine: StoreEngine) async throws {
        let store = try await engine.makeStore()
        let odd = "e\u{301} 👩‍👩‍👧 \u{10FFFF} ' \" \\ \n %_"
        let bytes = [UInt8](0...255)
        let row = try await store.read { tx in
            try tx.session.first(
                """
                SELECT CAST($3 AS TEXT) AS third, CAST($1 AS BIGINT) AS one, $2 AS two, CAST($4 AS TEXT) AS four,
                    $5 AS five
                """, [.integer(3_000_000_000), .text(odd), .text("c"), .null, .blob(bytes)])
        }
        let found = try #require(row)
        #expect(try found.integer("one") == 3_000_000_000)
        #expect(Array(try found.text("two").unicodeScalars) == Array(odd.unicodeScalars))
        #expect(try found.text("third") == "c")
        #expect(try found.optionalText("four") == nil)
        #expect(try found.blob("five") == bytes)
        #expect(throws: StoreError.malformedRow(column: "one")) { try found.text("one") }
        #expect(throws: StoreError.malformedRow(column: "six")) { try found.text("six") }
    }

    @Test("text with U+0000 is refused", arguments: StoreEngine.allCases)
    func nul(engine: StoreEngine) async throws {
        let store = try await engine.makeStore()
        await #expect(throws: StoreError.nulCharacter) {
            try await store.write { tx in try tx.settings.set("name", "a\0b") }
        }
        #expect(try await store.read { tx in try tx.settings.get("name") } == nil)
    }

    @Test("instants keep their microseconds, far away too", arguments: StoreEngine.allCases)
    func instants(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        for microseconds in [1_772_442_000_123_457, -1, 0, 64_092_211_200_000_000] as [Int64] {
            let organization = Organization(
                id: world.identifiers.id(), name: "Then", createdAt: Date(microseconds: microseconds))
            try await world.storage.write { tx in try tx.organizations.insert(organization) }
            let found = try await world.storage.read { tx in try tx.organizations.find(organization.id) }
            #expect(found?.createdAt.microseconds == microseconds)
        }
    }

    @Test("an error ends the transaction and comes out as it is", arguments: StoreEngine.allCases)
    func rollback(engine: StoreEngine) async throws {
        struct Mishap: Error {}
        let store = try await engine.makeStore()
        var changes = store.changes().makeAsyncIterator()
        await #expect(throws: Mishap.self) {
            try await store.write { tx in
                try tx.settings.set("name", "lost")
                tx.announce(Change(topic: .job))
                throw Mishap()
            }
        }
        #expect(try await store.read { tx in try tx.settings.get("name") } == nil)
        let id = SequentialIdentifiers().id(of: Run.self)
        try await store.write { tx in tx.announce(Change(topic: .run(id))) }
        #expect(await changes.next()?.topic == .run(id), "nothing was announced by the transaction that failed")
    }

    @Test("a swallowed error of a statement still ends the transaction", arguments: StoreEngine.allCases)
    func swallowed(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let acme = world.acme
        await #expect(throws: StoreError.notUnique(table: "organization")) {
            try await world.storage.write { tx in
                try tx.settings.set("name", "half")
                try? tx.organizations.insert(acme)
                try tx.settings.set("name", "whole")
            }
        }
        #expect(try await world.storage.read { tx in try tx.settings.get("name") } == nil)
    }

    @Test("rules of the schema come out by name", arguments: StoreEngine.allCases)
    func rules(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connection = world.connection()
        let stranger = world.connection(of: world.neighbour)
        try await world.storage.write { tx in try tx.connections.insert(connection) }
        await #expect(throws: StoreError.checkFailed(constraint: "lane_limits")) {
            try await world.storage.write { tx in try tx.lanes.put("a", concurrency: 0, spacingMicroseconds: 0) }
        }
        await #expect(throws: StoreError.missingParent) {
            try await world.storage.write { tx in
                try tx.jobs.enqueue(NewJob(id: "1", kind: "k", lane: "nowhere", payload: "", runAt: .distantPast))
            }
        }
        await #expect(throws: StoreError.notNull(column: "setting.value")) {
            try await world.storage.write { tx in
                try tx.session.execute("INSERT INTO setting (name, value) VALUES ($1, NULL)", [.text("a")])
            }
        }
        await #expect(throws: StoreError.missingParent, "a run cannot belong to another organization's connection") {
            var run = world.run(of: connection)
            run = Run(
                id: run.id, organizationID: stranger.organizationID, connectionID: connection.id,
                providerKey: .sample, trigger: .manual, queuedAt: world.clock.now(), credentialVersion: 0,
                statusBefore: .pending)
            try await world.storage.write { [run] tx in try tx.runs.insert(run) }
        }
        await #expect(throws: StoreError.missingParent, "nor a connection to another organization's customer") {
            let mixed = Connection(
                id: world.identifiers.id(), organizationID: world.borealis.id, customerID: world.rivera.id,
                providerKey: .sample, createdAt: world.clock.now(), state: .created(at: world.clock.now()))
            try await world.storage.write { tx in try tx.connections.insert(mixed) }
        }
    }

    @Test("a reader keeps its snapshot while a writer commits", arguments: StoreEngine.allCases)
    func snapshot(engine: StoreEngine) async throws {
        let store = try await engine.makeStore()
        try await store.write { tx in try tx.settings.set("name", "old") }
        let (reading, hasRead) = AsyncStream.makeStream(of: Void.self)
        let written = DispatchSemaphore(value: 0)
        async let pair = store.read { tx in
            let first = try tx.settings.get("name")
            hasRead.finish()
            let isWritten = written.wait(timeout: .now() + 20) == .success
            return (first, isWritten, try tx.settings.get("name"))
        }
        for await _ in reading {}
        try await store.write { tx in try tx.settings.set("name", "new") }
        written.signal()
        let (first, isWritten, second) = try await pair
        #expect(isWritten)
        #expect(first == "old")
        #expect(second == "old")
        #expect(try await store.read { tx in try tx.settings.get("name") } == "new")
    }

    @Test("cancelling a task ends its statement and leaves nothing behind", arguments: StoreEngine.allCases)
    func cancellation(engine: StoreEngine) async throws {
        let store = try await engine.makeStore()
        let (begun, hasBegun) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await store.write { tx in
                try tx.settings.set("name", "lost")
                hasBegun.finish()
                // Counts for minutes unless it is cancelled.
                _ = try tx.session.query(
                    """
                    WITH RECURSIVE number (n) AS (
                        SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 2000000000
                    )
                    SELECT COUNT(*) AS amount FROM number
                    """, [])
            }
        }
        for await _ in begun {}
        let clock = ContinuousClock()
        let took = await clock.measure {
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        #expect(took < .seconds(10))
        #expect(try await store.read { tx in try tx.settings.get("name") } == nil)
    }

    @Test("a closed store says so", arguments: StoreEngine.allCases)
    func closing(engine: StoreEngine) async throws {
        let store = try await engine.makeStore()
        await store.close()
        await #expect(throws: StoreError.unavailable(.closed)) { try await store.read { tx in try tx.jobs.count() } }
        for await _ in store.changes() { Issue.record("a closed store announces nothing") }
    }
}
