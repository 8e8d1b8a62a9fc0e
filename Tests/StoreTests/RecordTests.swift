import Domain
import Foundation
import Store
import Support
import Testing

@Suite("Records and history")
struct RecordTests {
    @Test("an account seen again keeps its id", arguments: StoreEngine.allCases)
    func accounts(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connection = world.connection()
        try await world.insert([connection])
        let first = account("r1", of: connection, world)
        world.clock.advance(by: 60)
        var again = account("r1", of: connection, world, number: "new number")
        try await world.storage.write { [again] tx in
            try tx.accounts.merge(first)
            try tx.accounts.merge(again)
        }
        again = Account(
            id: first.id, connectionID: connection.id, providerReference: "r1", number: "new number",
            serviceAddress: again.serviceAddress, meters: again.meters, firstSeenAt: first.firstSeenAt,
            lastSeenAt: again.lastSeenAt)
        let found = try await world.storage.read { tx in
            try tx.accounts.ofConnection(connection.id, in: world.acme.id)
        }
        #expect(found == [again])
    }

    @Test("bills come in pages, newest first, and keep id and document", arguments: StoreEngine.allCases)
    func bills(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connection = world.connection()
        let account = account("r1", of: connection, world)
        try await world.insert([connection])
        let bills = (1...5).map { bill("b\($0)", "2026-0\($0)-03", of: account, world, digest: $0 == 5 ? "d5" : nil) }
        let again = bill("b5", "2026-05-03", of: account, world, digest: nil, cents: 999)
        try await world.storage.write { tx in
            try tx.documents.put("d5", [1, 2, 3])
            try tx.documents.put("d5", [9])
            try tx.accounts.merge(account)
            for bill in bills + [again] { try tx.bills.upsert(bill) }
        }
        let pages = try await world.storage.read { tx in
            let first = try tx.bills.page(connection.id, in: world.acme.id, limit: 3)
            return (first, try tx.bills.page(connection.id, in: world.acme.id, after: first.next, limit: 3))
        }
        #expect((pages.0.rows + pages.1.rows).map(\.id) == bills.map(\.id).reversed())
        #expect(pages.0.next != nil)
        #expect(pages.1.next == nil)
        #expect(pages.0.rows.first?.amount.minorUnits == 999)
        #expect(pages.0.rows.first?.documentDigest == "d5")
        let (latest, bytes) = try await world.storage.read { tx in
            (try tx.bills.latestIssued(account.id), try tx.documents.find("d5", in: world.acme.id))
        }
        #expect(latest == "2026-05-03")
        #expect(bytes == [1, 2, 3])
    }

    @Test("bills are counted, and the newest found, account by account", arguments: StoreEngine.allCases)
    func billsByAccount(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connection = world.connection()
        let (one, two) = (account("r1", of: connection, world), account("r2", of: connection, world))
        try await world.insert([connection])
        let ones = (1...4).map { bill("b\($0)", "2026-0\($0)-03", of: one, world, digest: nil) }
        let twos = [bill("b", "2025-12-03", of: two, world, digest: nil)]
        try await world.storage.write { tx in
            for account in [one, two] { try tx.accounts.merge(account) }
            for bill in ones + twos { try tx.bills.upsert(bill) }
        }
        let (newest, counts, others) = try await world.storage.read { tx in
            (
                try tx.bills.newest(connection.id, in: world.acme.id, perAccount: 2),
                try tx.bills.counts(connection.id, in: world.acme.id),
                try tx.bills.newest(connection.id, in: world.borealis.id, perAccount: 2)
            )
        }
        #expect(newest == [ones[3], ones[2], twos[0]])
        #expect(counts == [one.id: 4, two.id: 1])
        #expect(others == [])
        let pages = try await world.storage.read { tx in
            let first = try tx.bills.page(connection.id, of: one.id, in: world.acme.id, limit: 3)
            return (
                first,
                try tx.bills.page(connection.id, of: one.id, in: world.acme.id, after: first.next, limit: 3),
                try tx.bills.page(connection.id, of: two.id, in: world.acme.id, limit: 3)
            )
        }
        #expect(pages.0.rows + pages.1.rows == ones.reversed())
        #expect(pages.2.rows == twos && pages.2.next == nil)
    }

    @Test("evidence is kept per run", arguments: StoreEngine.allCases)
    func evidence(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connection = world.connection()
        let run = world.run(of: connection)
        try await world.insert([connection])
        let picture = [UInt8](repeating: 137, count: 300_000)
        try await world.storage.write { tx in
            try tx.runs.insert(run)
            try tx.evidence.put(run.id, stepsJSON: "[1]", screenshot: picture)
        }
        #expect(try await world.storage.read { tx in try tx.evidence.steps(run.id, in: world.acme.id) } == "[1]")
        #expect(try await world.storage.read { tx in try tx.evidence.screenshot(run.id, in: world.acme.id) } == picture)
        try await world.storage.write { tx in try tx.evidence.put(run.id, stepsJSON: "[2]", screenshot: nil) }
        #expect(try await world.storage.read { tx in try tx.evidence.steps(run.id, in: world.acme.id) } == "[2]")
        #expect(try await world.storage.read { tx in try tx.evidence.screenshot(run.id, in: world.acme.id) } == nil)
    }

    @Test("a provider has one open incident", arguments: StoreEngine.allCases)
    func incidents(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        func incident() -> Incident {
            Incident(
                id: world.identifiers.id(), providerKey: .sample, status: .websiteDown,
                reason: Reason(rawValue: "site_down.http_5xx"), openedAt: world.clock.now())
        }
        let (first, second) = (incident(), incident())
        try await world.storage.write { tx in try tx.incidents.insert(first) }
        await #expect(throws: StoreError.notUnique(table: "incident")) {
            try await world.storage.write { tx in try tx.incidents.insert(second) }
        }
        #expect(try await world.storage.read { tx in try tx.incidents.open(.sample) } == first)
        #expect(try await world.storage.write { tx in try tx.incidents.close(first.id, at: world.clock.now()) })
        #expect(try await !world.storage.write { tx in try tx.incidents.close(first.id, at: world.clock.now()) })
        try await world.storage.write { tx in try tx.incidents.insert(second) }
        let (open, recent) = try await world.storage.read { tx in
            (try tx.incidents.allOpen(), try tx.incidents.recent(.sample, limit: 9))
        }
        #expect(open == [second])
        #expect(recent.map(\.id) == [second.id, first.id])
        #expect(recent.last?.closedAt == world.clock.now())
    }

    @Test("the timeline gives each day's last status", arguments: StoreEngine.allCases)
    func timeline(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connection = world.connection()
        try await world.insert([connection])
        let noon = Date(timeIntervalSince1970: 1_772_409_600 + 43_200)
        func entry(_ day: Int, _ status: ConnectionStatus?, _ offset: TimeInterval = 0) -> ConnectionEventEntry {
            ConnectionEventEntry(
                id: world.identifiers.next(), organizationID: world.acme.id, connectionID: connection.id,
                at: noon.addingTimeInterval(Double(day) * 86_400 + offset), kind: "status_changed",
                fromStatus: .pending, toStatus: status, reason: .proven, runID: world.identifiers.id(),
                author: .member(world.pat.id))
        }
        let entries = [
            entry(-9, .pending), entry(-3, .connected), entry(-3, .websiteDown, 60), entry(-1, nil),
            entry(0, .connected), entry(1, .accountLocked),
        ]
        try await world.storage.write { tx in for entry in entries { try tx.timeline.append(entry) } }
        let (lines, days, ten) = try await world.storage.read { tx in
            (
                try tx.timeline.ofConnection(connection.id, in: world.acme.id, limit: 3),
                try tx.timeline.statusDays(connection.id, in: world.acme.id, days: 5, until: noon),
                try tx.timeline.statusDays(connection.id, in: world.acme.id, days: 11, until: noon)
            )
        }
        #expect(lines == entries.suffix(3).reversed())
        #expect(days.map(\.status) == [.pending, .websiteDown, .websiteDown, .websiteDown, .connected])
        #expect(days.last?.day == Date(timeIntervalSince1970: 1_772_409_600))
        #expect(ten.first?.status == nil, "before it existed")
    }

    @Test("customers are found by name, address and words", arguments: StoreEngine.allCases)
    func customers(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let acme = world.acme.id
        let found = try await world.storage.read { tx in
            [
                try tx.customers.findByName("JURGEN BOHM", in: acme), try tx.customers.findByName("Jürgen", in: acme),
                try tx.customers.findByEmail("Ana@Rivera.example", in: acme),
                try tx.customers.findByEmail("ana@nilsen.example", in: acme),
            ]
        }
        #expect(found == [world.bohm, nil, world.rivera, nil])
        for (text, expected) in [("", [world.rivera, world.bohm]), ("riv", [world.rivera]), ("x", [])] {
            let matches = try await world.storage.read { tx in try tx.customers.search(text, in: acme, limit: 9) }
            #expect(matches == expected, "\(text)")
        }
    }

    private func account(_ reference: String, of connection: Connection, _ world: World, number: String = "n")
        -> Account
    {
        Account(
            id: world.identifiers.id(), connectionID: connection.id, providerReference: reference, number: number,
            serviceAddress: "1 Main St", meters: [Meter(number: "m", commodity: .gas)],
            firstSeenAt: world.clock.now(), lastSeenAt: world.clock.now())
    }

    private func bill(
        _ reference: String, _ issued: String, of account: Account, _ world: World, digest: String?, cents: Int64 = 100
    ) -> Bill {
        Bill(
            id: world.identifiers.id(), connectionID: account.connectionID, accountID: account.id,
            providerReference: reference, periodStart: issued, periodEnd: issued, issuedOn: issued,
            amount: Money(minorUnits: cents, currency: "USD"), documentDigest: digest, fetchedAt: world.clock.now())
    }
}
