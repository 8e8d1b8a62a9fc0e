import Domain
import Foundation
import Support
import Testing

@testable import Store

@Suite("Connections")
struct ConnectionTests {
    @Test("a connection comes back as it was stored", arguments: StoreEngine.allCases)
    func roundTrip(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let now = world.clock.now()
        var connection = world.connection(status: .websiteDown, nextAttemptAt: now, loginHint: "pa…@example.com")
        connection.state.covers = [.paused, .companyInactive]
        connection.state.coverReasons = [.paused: Reason(rawValue: "paused_by_operator")]
        connection.state.streak = FailureStreak(family: .siteDown, count: 3, startedAt: now)
        connection.state.evidenceRunID = world.identifiers.id()
        connection.state.deepLink = "https://example.com/unlock?x=1"
        connection.state.lastAttemptAt = now
        connection.state.isUnproven = false
        try await world.insert([connection])
        #expect(try await world.stored(connection.id) == connection)
        let found = try await world.storage.read { [id = connection.id] tx in
            try tx.connections.find(id, in: world.acme.id)
        }
        #expect(found == connection)
    }

    @Test("of two writers who read the same version, the second is told", arguments: StoreEngine.allCases)
    func stale(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connection = world.connection()
        try await world.insert([connection])
        var first = connection
        first.state.activity = .queued
        var second = connection
        second.state.activity = .collecting
        try await world.storage.write { [first] tx in try tx.connections.save(first) }
        await #expect(throws: StoreError.stale(table: "connection")) {
            try await world.storage.write { [second] tx in try tx.connections.save(second) }
        }
        let stored = try await world.stored(connection.id)
        #expect(stored.state.activity == .queued)
        #expect(stored.version == 2)
    }

    @Test("of many writers at once, exactly one wins", arguments: StoreEngine.allCases)
    func race(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connection = world.connection()
        try await world.insert([connection])
        let winners = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    do {
                        try await world.storage.write { tx in try tx.connections.save(connection) }
                        return 1
                    } catch StoreError.stale { return 0 }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(winners == 1)
        #expect(try await world.stored(connection.id).version == 2)
    }

    @Test("the scheduler finds what is due, idle and not archived, longest due first", arguments: StoreEngine.allCases)
    func due(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let now = world.clock.now()
        let late = world.connection(nextAttemptAt: now.addingTimeInterval(-60))
        let justDue = world.connection(nextAttemptAt: now)
        let later = world.connection(nextAttemptAt: now.addingTimeInterval(1))
        var busy = world.connection(nextAttemptAt: now.addingTimeInterval(-90))
        busy.state.activity = .signingIn
        var archived = world.connection(nextAttemptAt: now.addingTimeInterval(-90))
        archived.archivedAt = now
        try await world.insert([justDue, later, busy, archived, late, world.connection()])
        let found = try await world.storage.read { tx in try tx.connections.due(at: now, limit: 10) }
        #expect(found.map(\.id) == [late.id, justDue.id])
        let one = try await world.storage.read { tx in try tx.connections.due(at: now, limit: 1) }
        #expect(one.map(\.id) == [late.id])
    }

    @Test("the clock finds statuses older than a moment", arguments: StoreEngine.allCases)
    func since(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let now = world.clock.now()
        let old = now.addingTimeInterval(-100)
        let pending = world.connection(status: .pending, since: old)
        let down = world.connection(status: .websiteDown, since: old)
        try await world.insert([
            pending, down, world.connection(status: .pending), world.connection(status: .connected, since: old),
        ])
        let found = try await world.storage.read { tx in
            try tx.connections.since([(.pending, now.addingTimeInterval(-1)), (.websiteDown, old)], limit: 10)
        }
        #expect(found == [pending.id, down.id])
    }

    @Test("incidents find a provider's connections by status", arguments: StoreEngine.allCases)
    func ofProvider(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let down = world.connection(status: .websiteDown)
        let other = world.connection(of: world.neighbour, status: .underInvestigation)
        try await world.insert([
            down, other, world.connection(status: .connected),
            world.connection(at: .named("sandbox-lighthouse"), status: .websiteDown),
        ])
        let (found, count) = try await world.storage.read { tx in
            (
                try tx.connections.ofProvider(.sample, statuses: [.websiteDown, .underInvestigation], limit: 10),
                try tx.connections.count(of: .sample)
            )
        }
        #expect(found.map(\.id) == [down.id, other.id])
        #expect(count == 3)
    }
}
