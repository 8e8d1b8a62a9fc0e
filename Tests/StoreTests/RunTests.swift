import Domain
import Foundation
import Support
import Testing

@testable import Store

@Suite("Runs and submissions")
struct RunTests {
    @Test("a run goes from queued to ended and comes back whole", arguments: StoreEngine.allCases)
    func life(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connection = world.connection()
        var run = world.run(of: connection, trigger: .repair)
        let now = world.clock.now()
        try await world.insert([connection])
        try await world.storage.write { [run] tx in
            try tx.runs.insert(run)
            try tx.runs.start(run.id, at: now)
            try tx.runs.start(run.id, at: now.addingTimeInterval(9))
            try tx.runs.enter(.openingPortal, run.id, at: now)
            try tx.runs.enter(.signingIn, run.id, at: now.addingTimeInterval(0.000_001))
            try tx.runs.holdsBrowser(run.id, "page-1")
        }
        run.startedAt = now
        run.stages = [
            StageEntry(stage: .openingPortal, enteredAt: now),
            StageEntry(stage: .signingIn, enteredAt: now.addingTimeInterval(0.000_001)),
        ]
        run.browserReference = "page-1"
        #expect(try await active(connection, world) == run)

        run.endedAt = now.addingTimeInterval(7)
        run.outcomeCode = "signed_in"
        run.outcomeDetail = "{}"
        run.confidence = .high
        run.statusAfter = .connected
        run.proof = Proof(accounts: 1, missingAccounts: ["é"], records: 2, statesNoRecords: false, summary: "a \"b\"")
        run.browserReference = nil
        try await world.storage.write { [run] tx in try tx.runs.finish(run) }
        #expect(try await active(connection, world) == nil)
        let id = run.id
        #expect(try await world.storage.read { tx in try tx.runs.system(id) } == run)
        await #expect(throws: StoreError.stale(table: "run")) {
            try await world.storage.write { [run] tx in try tx.runs.finish(run) }
        }
        try await world.storage.write { tx in try tx.runs.enter(.saving, id, at: now) }
        #expect(try await world.storage.read { tx in try tx.runs.system(id) } == run, "an ended run stays as it is")
    }

    @Test("a connection has one unfinished run, however many ask at once", arguments: StoreEngine.allCases)
    func oneUnfinished(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connection = world.connection()
        try await world.insert([connection])
        let inserted = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                let run = world.run(of: connection)
                group.addTask {
                    do {
                        try await world.storage.write { tx in try tx.runs.insert(run) }
                        return 1
                    } catch StoreError.notUnique(table: "run") { return 0 }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(inserted == 1)
    }

    @Test(
        "a login has one open submission, and a refused secret is never opened again", arguments: StoreEngine.allCases)
    func submissions(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connections = [world.connection(), world.connection()]
        let runs = connections.map { world.run(of: $0) }
        try await world.insert(connections)
        try await world.storage.write { tx in for run in runs { try tx.runs.insert(run) } }
        let (login, secret, other) = (
            world.fingerprint("login"), world.fingerprint("secret"), world.fingerprint("other")
        )
        func open(_ run: Run, _ secret: Fingerprint) async throws {
            let submission = Submission(
                runID: run.id, kind: .password, login: login, secret: secret, isAttended: false, at: world.clock.now())
            try await world.storage.write { tx in try tx.submissions.open(submission, world.acme.id) }
        }
        try await open(runs[0], secret)
        await #expect(throws: StoreError.notUnique(table: "submission")) { try await open(runs[1], other) }
        #expect(try await world.storage.write { tx in try tx.submissions.settle(runs[0].id, .rejected) })
        #expect(try await world.storage.write { tx in try !tx.submissions.interruptOpen(ofRun: runs[0].id) })
        await #expect(throws: StoreError.stale(table: "submission")) { try await open(runs[1], secret) }
        try await open(runs[1], other)
        world.clock.advance(by: 100)
        let since = world.clock.now()
        let (history, foreign) = try await world.storage.read { tx in
            (
                try tx.submissions.history(login: login, secret: secret, since: since, in: world.acme.id),
                try tx.submissions.history(login: login, secret: secret, since: .distantPast, in: world.borealis.id)
            )
        }
        #expect(history.map(\.verdict) == [.rejected], "old ones count only when they are of this very secret")
        #expect(foreign == [])
    }

    @Test("the blame check sees the newest ended run of each connection", arguments: StoreEngine.allCases)
    func recentOutcomes(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connections = [world.connection(), world.connection(), world.connection(at: .named("elsewhere"))]
        try await world.insert(connections)
        let start = world.clock.now()
        for (index, code) in [(0, "site_down"), (1, "site_down"), (0, "signed_in"), (2, "site_down")] {
            world.clock.advance(by: 60)
            try await end(world.run(of: connections[index]), as: code, in: world)
        }
        let recent = try await world.storage.read { tx in try tx.runs.recentOutcomes(.sample, since: start) }
        #expect(
            recent == [
                RecentOutcome(
                    connectionID: connections[0].id, code: "signed_in", endedAt: start.addingTimeInterval(180)),
                RecentOutcome(
                    connectionID: connections[1].id, code: "site_down", endedAt: start.addingTimeInterval(120)),
            ])
        let late = start.addingTimeInterval(181)
        #expect(try await world.storage.read { tx in try tx.runs.recentOutcomes(.sample, since: late) } == [])
    }

    @Test("a provider's health counts ended runs by day and outcome", arguments: StoreEngine.allCases)
    func health(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connection = world.connection()
        try await world.insert([connection])
        for (code, wait) in [("signed_in", 10.0), ("site_down", 10), ("signed_in", 86_400), ("signed_in", 20)] {
            world.clock.advance(by: wait)
            try await end(world.run(of: connection), as: code, took: wait == 10 ? 4 : 8, in: world)
        }
        let midnight = Date(timeIntervalSince1970: 1_772_409_600)
        let (days, pass, median, nothing) = try await world.storage.read { tx in
            (
                try tx.providerHealth.days(.sample, since: midnight), try tx.providerHealth.lastPass(.sample),
                try tx.providerHealth.medianSeconds(.sample, since: midnight),
                try tx.providerHealth.medianSeconds(.named("nobody"), since: midnight)
            )
        }
        #expect(
            days == [
                ProviderDayCount(day: midnight, outcomes: ["signed_in": 1, "site_down": 1]),
                ProviderDayCount(day: midnight.addingTimeInterval(86_400), outcomes: ["signed_in": 2]),
            ])
        #expect(pass == world.clock.now())
        #expect(median == 8)
        #expect(nothing == nil)
    }

    private func active(_ connection: Connection, _ world: World) async throws -> Run? {
        try await world.storage.read { tx in try tx.runs.active(of: connection.id) }
    }

    private func end(_ run: Run, as code: String, took: TimeInterval = 0, in world: World) async throws {
        var run = run
        let now = world.clock.now()
        run.startedAt = now.addingTimeInterval(-took)
        run.endedAt = now
        run.outcomeCode = code
        run.statusAfter = .connected
        try await world.storage.write { [run] tx in
            try tx.runs.insert(run)
            try tx.runs.finish(run)
        }
    }
}
