import Domain
import Foundation
import Store
import Support
import Testing

@Suite("Jobs")
struct JobTests {
    @Test("many workers claim every job once and overrun no lane", arguments: StoreEngine.allCases)
    func claims(engine: StoreEngine) async throws {
        let store = try await engine.makeStore()
        let now = TestClock().now()
        try await store.write { tx in
            try tx.lanes.put("wide", concurrency: 100, spacingMicroseconds: 0)
            try tx.lanes.put("narrow", concurrency: 3, spacingMicroseconds: 0)
            for number in 100..<160 {
                let lane = number.isMultiple(of: 2) ? "wide" : "narrow"
                try tx.jobs.enqueue(NewJob(id: "\(number)", kind: "k", lane: lane, payload: "p", runAt: now))
            }
        }
        let together = try await withThrowingTaskGroup(of: [ClaimedJob].self) { group in
            for worker in 0..<8 {
                group.addTask {
                    var mine: [ClaimedJob] = []
                    for _ in 0..<6 {
                        mine += try await store.write { tx in
                            try tx.jobs.claim(worker: "w\(worker)", now: now, lease: .seconds(30), limit: 4)
                        }
                    }
                    return mine
                }
            }
            return try await group.reduce([], +)
        }
        // Workers pass over what another one is just claiming; what all passed over is claimed next time.
        let rest = try await store.write { tx in
            try tx.jobs.claim(worker: "w0", now: now, lease: .seconds(30), limit: 60)
        }
        let claimed = together + rest
        #expect(Set(claimed.map(\.id)).count == claimed.count, "no job twice")
        #expect(claimed.count { $0.lane == "wide" } == 30)
        #expect(claimed.count { $0.lane == "narrow" } == 3)
        #expect(claimed.allSatisfy { $0.attempts == 1 && $0.leaseUntil == now.addingTimeInterval(30) })
        let one = try #require(claimed.first { $0.lane == "narrow" })
        let finished = try await store.write { tx in
            try (0..<8).count { try tx.jobs.finish(one.id, worker: "w\($0)") }
        }
        #expect(finished == 1, "only its holder finishes a job, once")
        let next = try await store.write { tx in
            try tx.jobs.claim(worker: "w", now: now, lease: .seconds(30), limit: 9)
        }
        #expect(next.count == 1, "a slot that came free is used")
        #expect(try await store.read { tx in try tx.jobs.count() } == 59)
    }

    @Test("a lane keeps its spacing, whoever claims", arguments: StoreEngine.allCases)
    func spacing(engine: StoreEngine) async throws {
        let store = try await engine.makeStore()
        let clock = TestClock()
        try await store.write { tx in
            try tx.lanes.put("a", concurrency: 9, spacingMicroseconds: 2_000_000)
            for number in 1...9 {
                try tx.jobs.enqueue(NewJob(id: "\(number)", kind: "k", lane: "a", payload: "", runAt: clock.now()))
            }
        }
        var starts: [String] = []
        for _ in 0..<6 {
            for worker in ["x", "y"] {
                starts += try await store.write { tx in
                    try tx.jobs.claim(worker: worker, now: clock.now(), lease: .seconds(30), limit: 5)
                }.map(\.id)
            }
            clock.advance(by: 1)
        }
        #expect(starts == ["1", "2", "3"])
        try await store.write { tx in try tx.lanes.slow("a", until: clock.now().addingTimeInterval(60)) }
        clock.advance(by: 59)
        #expect(try await claim(store, at: clock.now()) == [])
        clock.advance(by: 1)
        #expect(try await claim(store, at: clock.now()) == ["4"])
    }

    @Test("what is due longest goes first; nothing goes before its time", arguments: StoreEngine.allCases)
    func order(engine: StoreEngine) async throws {
        let store = try await engine.makeStore()
        let now = TestClock().now()
        try await store.write { tx in
            try tx.lanes.put("a", concurrency: 9, spacingMicroseconds: 0)
            for (id, offset) in [("now", 0), ("first", -60), ("later", 1), ("second", -30)] {
                let date = now.addingTimeInterval(TimeInterval(offset))
                try tx.jobs.enqueue(NewJob(id: id, kind: "k", lane: "a", payload: "", runAt: date))
            }
        }
        #expect(try await claim(store, at: now) == ["first", "second", "now"])
        #expect(try await store.read { tx in try tx.jobs.nextDue() } == now.addingTimeInterval(1))
    }

    @Test("a lease runs out unless its holder prolongs it", arguments: StoreEngine.allCases)
    func leases(engine: StoreEngine) async throws {
        let store = try await engine.makeStore()
        let clock = TestClock()
        try await store.write { tx in
            try tx.lanes.put("a", concurrency: 9, spacingMicroseconds: 0)
            for id in ["kept", "lost"] {
                try tx.jobs.enqueue(NewJob(id: id, kind: "k", lane: "a", payload: "", runAt: clock.now()))
            }
        }
        #expect(try await claim(store, at: clock.now()) == ["kept", "lost"])
        let until = clock.now().addingTimeInterval(60)
        let (mine, others) = try await store.write { tx in
            (
                try tx.jobs.heartbeat(["kept"], worker: "w", until: until),
                try tx.jobs.heartbeat(["lost"], worker: "other", until: until)
            )
        }
        #expect((mine, others) == (1, 0))
        clock.advance(by: 30)
        #expect(try await store.write { tx in try tx.jobs.releaseExpired(at: clock.now()) } == 1)
        let again = try await store.write { tx in
            try tx.jobs.claim(worker: "v", now: clock.now(), lease: .seconds(30), limit: 9)
        }
        #expect(again.map(\.id) == ["lost"])
        #expect(again.first?.attempts == 2)
        let (finish, retry) = try await store.write { tx in
            (
                try tx.jobs.finish("lost", worker: "w"),
                try tx.jobs.retry("lost", worker: "w", at: clock.now())
            )
        }
        #expect(!finish && !retry, "its former holder can do nothing to it any more")
    }

    @Test("giving back costs no attempt, trying again does", arguments: StoreEngine.allCases)
    func givingBack(engine: StoreEngine) async throws {
        let store = try await engine.makeStore()
        let clock = TestClock()
        try await store.write { tx in
            try tx.lanes.put("a", concurrency: 1, spacingMicroseconds: 0)
            try tx.jobs.enqueue(NewJob(id: "1", kind: "k", lane: "a", payload: "", runAt: clock.now()))
        }
        _ = try await claim(store, at: clock.now())
        #expect(try await store.write { tx in try tx.jobs.release(worker: "w") } == 1)
        let second = try await store.write { tx in
            try tx.jobs.claim(worker: "w", now: clock.now(), lease: .seconds(30), limit: 1)
        }
        #expect(second.first?.attempts == 1)
        let later = clock.now().addingTimeInterval(5)
        #expect(try await store.write { tx in try tx.jobs.retry("1", worker: "w", at: later) })
        #expect(try await claim(store, at: clock.now()) == [])
        let third = try await store.write { tx in
            try tx.jobs.claim(worker: "w", now: later, lease: .seconds(30), limit: 1)
        }
        #expect(third.first?.attempts == 2)
    }

    private func claim(_ store: any Storage, at now: Date) async throws -> [String] {
        try await store.write { tx in
            try tx.jobs.claim(worker: "w", now: now, lease: .seconds(30), limit: 9)
        }.map(\.id)
    }
}
