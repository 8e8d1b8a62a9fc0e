import Domain
import Foundation
import Support
import Testing

@testable import Store

@Suite("Codes")
struct CodeTests {
    @Test("a connection has one live route, and a replaced one forgets its secret", arguments: StoreEngine.allCases)
    func routes(engine: StoreEngine) async throws {
        let scene = try await CodeScene(in: engine.makeStore())
        let world = scene.world
        let first = scene.route(.authenticator)
        let second = scene.route(.email, address: "c-one")
        try await world.storage.write { tx in
            try tx.codeRoutes.put(first, sealed: [1, 2])
            #expect(try tx.codeRoutes.authenticator(first.id)?.sealed == [1, 2])
            #expect(try tx.codeRoutes.spend(period: 7, of: first.id, after: nil))
            #expect(try !tx.codeRoutes.spend(period: 8, of: first.id, after: nil))
            #expect(try tx.codeRoutes.spend(period: 8, of: first.id, after: 7))
            try tx.codeRoutes.put(second)
            #expect(try tx.codeRoutes.authenticator(first.id) == nil)
            #expect(try tx.codeRoutes.live(of: scene.connection.id, in: world.acme.id) == second)
            #expect(try tx.codeRoutes.system(address: "c-one") == [second])
            #expect(try tx.codeRoutes.miss(second.id) == 1)
            #expect(try tx.codeRoutes.miss(second.id) == 2)
            try tx.codeRoutes.arrived(second.id, at: scene.now, delay: 1.5)
            try tx.codeRoutes.prove(second.id, at: scene.now)
        }
        let stored = try await world.storage.read { tx in
            try tx.codeRoutes.live(of: scene.connection.id, in: world.acme.id)
        }
        #expect(stored?.lastDelay == 1.5)
        #expect(stored?.provenAt == scene.now)
        #expect(stored?.misses == 0)
        await #expect(throws: StoreError.notUnique(table: "code_route")) {
            try await world.storage.write { tx in try tx.codeRoutes.put(scene.route(.email, address: "c-one")) }
        }
    }

    @Test(
        "many codes at once: one arrives, and is taken by one reader until it is sent", arguments: StoreEngine.allCases)
    func oneReader(engine: StoreEngine) async throws {
        let scene = try await CodeScene(in: engine.makeStore())
        let storage = scene.world.storage
        let wait = scene.wait()
        try await storage.write { tx in try tx.codeWaits.open(scene.new(wait)) }
        let arrivals = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try await storage.write { tx in
                        try tx.codeWaits.arrive(wait, sealed: [UInt8(number)], at: scene.now)
                    }
                }
            }
            return try await group.reduce(into: 0) { if $1 { $0 += 1 } }
        }
        #expect(arrivals == 1)
        try await storage.write { tx in
            let code = try tx.codeWaits.take(wait)
            #expect(code != nil)
            #expect(try tx.codeWaits.take(wait) == code, "a restarted run finds it again")
            try tx.codeWaits.sent(byRun: wait.runID)
            #expect(try tx.codeWaits.take(wait) == nil)
            #expect(try tx.codeWaits.end(wait, .accepted))
            #expect(try !tx.codeWaits.end(wait, .over))
            #expect(try !tx.codeWaits.arrive(wait, sealed: [9], at: scene.now))
        }
    }

    @Test("what is over or late takes no code", arguments: StoreEngine.allCases)
    func over(engine: StoreEngine) async throws {
        let scene = try await CodeScene(in: engine.makeStore())
        let wait = scene.wait()
        let late = wait.expiresAt
        try await scene.world.storage.write { tx in
            try tx.codeWaits.open(scene.new(wait))
            #expect(try !tx.codeWaits.arrive(wait, sealed: [1], at: late))
            #expect(try tx.codeWaits.expired(at: scene.now).isEmpty)
            #expect(try tx.codeWaits.expired(at: late) == [wait])
            try tx.codeWaits.endAll(ofRun: wait.runID)
            #expect(try tx.codeWaits.open(of: scene.connection.id) == nil)
            #expect(try tx.codeWaits.latest(of: wait.runID, in: scene.world.acme.id)?.state == .over)
        }
    }

    @Test(
        "a code that was given out and never sent is forgotten when its time is over", arguments: StoreEngine.allCases)
    func unsent(engine: StoreEngine) async throws {
        let scene = try await CodeScene(in: engine.makeStore())
        let wait = scene.wait()
        try await scene.world.storage.write { tx in
            try tx.codeWaits.open(scene.new(wait))
            #expect(try tx.codeWaits.arrive(wait, sealed: [1], at: scene.now))
            #expect(try tx.codeWaits.take(wait) == [1])
            try tx.codeWaits.forgetUnsent(at: scene.now)
            #expect(try tx.codeWaits.isAtHand(wait))
            try tx.codeWaits.forgetUnsent(at: wait.expiresAt)
            #expect(try !tx.codeWaits.isAtHand(wait))
            #expect(try tx.codeWaits.take(wait) == nil)
        }
    }

    @Test(
        "what is asked every few seconds never reads the whole table",
        arguments: [CodeWaitQuery.anyOpen, CodeWaitQuery.expired, CodeWaitQuery.forgetUnsent])
    func indexed(query: String) async throws {
        let storage = try await StoreEngine.sqlite.makeStore()
        let values: [SQLValue] = query == CodeWaitQuery.anyOpen ? [] : [.instant(TestClock().now()), .count(1)]
        let asked = query.contains("$2") ? values : Array(values.prefix(1))
        let plan = try await storage.read { tx in
            try tx.session.query("EXPLAIN QUERY PLAN \(query)", asked).map { try $0.text("detail") }
        }
        #expect(plan.allSatisfy { $0.contains("code_wait_open") }, "\(plan)")
    }

    @Test("one open wait per run, per login, and per phone and provider", arguments: StoreEngine.allCases)
    func openWaits(engine: StoreEngine) async throws {
        let scene = try await CodeScene(in: engine.makeStore())
        let storage = scene.world.storage
        let other = try await scene.otherRun()
        let wait = scene.wait()
        try await storage.write { tx in try tx.codeWaits.open(scene.new(wait, phone: "p-1")) }
        let clashes = [
            scene.new(scene.wait(number: 2), login: "other"), scene.new(scene.wait(of: other)),
            scene.new(scene.wait(of: other), login: "other", phone: "p-1"),
        ]
        for clash in clashes {
            await #expect(throws: StoreError.notUnique(table: "code_wait")) {
                try await storage.write { tx in try tx.codeWaits.open(clash) }
            }
        }
        try await storage.write { tx in
            try tx.codeWaits.end(wait, .over)
            try tx.codeWaits.open(scene.new(scene.wait(of: other), phone: "p-1"))
        }
    }

    @Test("every value of every enumeration is taken, and comes back", arguments: StoreEngine.allCases)
    func enumerations(engine: StoreEngine) async throws {
        let scene = try await CodeScene(in: engine.makeStore())
        let acme = scene.world.acme.id
        try await scene.world.storage.write { tx in
            for kind in CodeRouteKind.allCases {
                let address = kind == .email || kind == .sms ? "x-\(kind.rawValue)" : nil
                try tx.codeRoutes.put(
                    scene.route(kind, address: address), sealed: kind == .authenticator ? [1] : nil)
            }
            for (number, channel) in CodeChannel.allCases.enumerated() {
                let wait = scene.wait(number: number + 1, channel: channel)
                try tx.codeWaits.open(scene.new(wait))
                #expect(try tx.codeWaits.latest(of: wait.runID, in: acme) == wait)
                try tx.codeWaits.end(wait, [.accepted, .rejected, .over][number % 3])
            }
            for transport in InboundTransport.allCases {
                for verdict in MessageVerdict.allCases {
                    let message = ReceivedMessage(
                        id: scene.world.identifiers.id(), organizationID: acme, connectionID: scene.connection.id,
                        address: "c-one", transport: transport, receivedAt: scene.now, sender: "a.example",
                        verdict: verdict, delay: 2.25, codePrint: scene.world.fingerprint("code"), reference: nil)
                    try tx.receivedMessages.insert(message)
                }
            }
            let stored = try tx.receivedMessages.ofConnection(scene.connection.id, in: acme, limit: 1000)
            #expect(stored.count == InboundTransport.allCases.count * MessageVerdict.allCases.count)
            #expect(stored.allSatisfy { $0.delay == 2.25 && $0.codePrint != nil })
        }
    }

    @Test("a message of a known name is taken once per address and transport", arguments: StoreEngine.allCases)
    func references(engine: StoreEngine) async throws {
        let scene = try await CodeScene(in: engine.makeStore())
        let storage = scene.world.storage
        let message = scene.message(to: "c-one", reference: "digest")
        try await storage.write { tx in try tx.receivedMessages.insert(message) }
        await #expect(throws: StoreError.notUnique(table: "received_message")) {
            try await storage.write { tx in
                try tx.receivedMessages.insert(scene.message(to: "c-one", reference: "digest"))
            }
        }
        try await storage.write { tx in
            try tx.receivedMessages.insert(scene.message(to: "c-two", reference: "digest"))
            #expect(try tx.receivedMessages.isKnown("digest", to: "c-two", over: .smtp))
            #expect(try !tx.receivedMessages.isKnown("digest", to: "c-three", over: .smtp))
            #expect(try tx.receivedMessages.count(to: "c-one", since: scene.now.addingTimeInterval(-1)) == 1)
            #expect(try tx.receivedMessages.count(to: "c-one", since: scene.now) == 0)
        }
    }

    @Test("a waiting job takes no place in its lane", arguments: StoreEngine.allCases)
    func lanes(engine: StoreEngine) async throws {
        let scene = try await CodeScene(in: engine.makeStore())
        let now = scene.now
        let ids = (1...3).map { _ in scene.world.identifiers.next() }
        try await scene.world.storage.write { tx in
            try tx.lanes.put("l", concurrency: 1, spacingMicroseconds: 0)
            for id in ids { try tx.jobs.enqueue(NewJob(id: id, kind: "k", lane: "l", payload: "{}", runAt: now)) }
            #expect(try tx.jobs.claim(worker: "w", now: now, lease: .seconds(9), limit: 9).map(\.id) == [ids[0]])
            #expect(try tx.jobs.setWaiting(true, ids[0], worker: "w"))
            #expect(try tx.jobs.claim(worker: "w", now: now, lease: .seconds(9), limit: 9).map(\.id) == [ids[1]])
            #expect(try tx.jobs.setWaiting(false, ids[0], worker: "w"))
            #expect(try tx.jobs.claim(worker: "w", now: now, lease: .seconds(9), limit: 9).isEmpty)
            #expect(try !tx.jobs.setWaiting(true, ids[2], worker: "w"))
            #expect(try tx.jobs.setWaiting(true, ids[1], worker: "w"))
            #expect(try tx.jobs.release(worker: "w") == 2)
            #expect(try tx.jobs.claim(worker: "v", now: now, lease: .seconds(9), limit: 9).count == 1)
        }
    }

    @Test("how long devices last is learned from the third loss on", arguments: StoreEngine.allCases)
    func trust(engine: StoreEngine) async throws {
        let scene = try await CodeScene(in: engine.makeStore())
        let id = scene.connection.id
        try await scene.world.storage.write { tx in
            for days in [10.0, 30, 20] {
                #expect(try tx.deviceTrust.learnedSpan(at: .sample) == nil)
                try tx.deviceTrust.put(
                    id, StoredTrust(sealed: [1], span: TrustSpan(obtainedAt: scene.now, expiresAt: nil)))
                let alive = scene.now.addingTimeInterval(days * 86_400)
                try tx.deviceTrust.isAlive(id, at: alive)
                try tx.deviceTrust.lose(id, at: .sample, now: alive.addingTimeInterval(days))
                try tx.deviceTrust.lose(id, at: .sample, now: alive.addingTimeInterval(days + 1))
            }
            #expect(try tx.deviceTrust.learnedSpan(at: .sample) == 20 * 86_400)
            #expect(try tx.deviceTrust.find(id)?.span.lostAt != nil)
            try tx.deviceTrust.destroy(id)
            #expect(try tx.deviceTrust.find(id) == nil)
        }
    }
}
