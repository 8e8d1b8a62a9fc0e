import Domain
import Foundation
import Store
import Support
import Testing

@Suite("Sites")
struct SiteTests {
    @Test("a site is found again by name within its customer, and only there", arguments: StoreEngine.allCases)
    func found(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let first = world.site("Café Böhm", of: world.bohm)
        let again = world.site("CAFE BOHM", of: world.bohm)
        let other = world.site("Café Böhm", of: world.rivera)
        let stored = try await world.storage.write { tx in
            [try tx.sites.findOrInsert(first), try tx.sites.findOrInsert(again), try tx.sites.findOrInsert(other)]
        }
        #expect(stored == [first, first, other])
        #expect(try await world.storage.read { tx in try tx.sites.all(in: world.acme.id) } == [first, other])
        #expect(try await world.storage.read { tx in try tx.sites.all(in: world.borealis.id) } == [])
        let foreign = Site(
            id: world.identifiers.id(), organizationID: world.borealis.id, customerID: world.bohm.id, name: "x",
            createdAt: world.clock.now())
        await #expect(throws: StoreError.missingParent) {
            try await world.storage.write { tx in try tx.sites.findOrInsert(foreign) }
        }
    }

    @Test("connections are filed under sites of their own customer, each once", arguments: StoreEngine.allCases)
    func filed(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let (one, two) = (world.connection(), world.connection())
        let (yard, attic) = (world.site("Yard", of: world.rivera), world.site("Attic", of: world.rivera))
        let others = world.site("Others", of: world.bohm)
        try await world.storage.write { tx in
            for connection in [one, two] { try tx.connections.insert(connection) }
            for site in [yard, attic, others] { _ = try tx.sites.findOrInsert(site) }
            for _ in 1...2 { try tx.sites.file(one, under: yard) }
            try tx.sites.file(one, under: attic)
        }
        await #expect(throws: StoreError.missingParent) {
            try await world.storage.write { tx in try tx.sites.file(two, under: others) }
        }
        let (sites, foreign) = try await world.storage.read { tx in
            (
                try tx.sites.ofConnections([one.id, two.id], in: world.acme.id),
                try tx.sites.ofConnections([one.id], in: world.borealis.id)
            )
        }
        #expect(sites == [one.id: [attic, yard]])
        #expect(foreign == [:])
    }

    @Test("a connection keeps the day from which bills are wanted", arguments: StoreEngine.allCases)
    func collectFrom(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let plain = world.connection()
        let limited = Connection(
            id: world.identifiers.id(), organizationID: world.acme.id, customerID: world.rivera.id,
            providerKey: .sample, collectFrom: CalendarDay("2025-03-01"), createdAt: plain.createdAt,
            state: plain.state)
        try await world.insert([plain, limited])
        #expect(try await world.stored(plain.id).collectFrom == nil)
        #expect(try await world.stored(limited.id) == limited)
    }

    @Test("an organization keeps its time zone, and reads in UTC until it has one", arguments: StoreEngine.allCases)
    func timeZone(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let lisbon = try #require(ZoneName("Europe/Lisbon"))
        try await world.storage.write { tx in try tx.organizations.setTimeZone(world.acme.id, to: lisbon) }
        let zones = try await world.storage.read { tx in try tx.organizations.all().map(\.timeZone) }
        #expect(zones == [lisbon, .utc])
    }
}

extension World {
    /// A site that is not stored yet.
    fileprivate func site(_ name: String, of customer: Customer) -> Site {
        Site(
            id: identifiers.id(), organizationID: customer.organizationID, customerID: customer.id, name: name,
            createdAt: clock.now())
    }
}
