import Domain
import Foundation
import Ports
import Store
import Support
import Testing
import UseCases

/// Many are asked at once: each once, and nobody for what may be a provider's own doing.
@Suite struct BulkTests {
    @Test(
        "500 broken connections of 80 customers at 3 providers, one with an incident", arguments: StoreEngine.allCases)
    func asksEachOnce(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let providers: [Provider] = [.harbor, .summit, .tower]
        let ids = try await office.breakMany(500, customers: 80, at: providers)
        let incident = Incident(
            id: office.workplace.identifiers.id(), providerKey: Provider.tower.key, status: .underInvestigation,
            reason: .connectorBroken, openedAt: office.clock.now())
        try await office.storage.write { tx in try tx.incidents.insert(incident) }

        let plan = try await office.workplace.planRequests(
            .listing(ConnectionListing(filter: .badLogins)), by: office.author)
        #expect(plan.asked.count == 80)
        #expect(plan.held.count == 80)
        #expect(plan.withoutAddress.isEmpty && plan.alreadyAsked.isEmpty && !plan.isCapped)
        #expect(plan.asked.flatMap(\.items).allSatisfy { $0.provider.key != Provider.tower.key })
        #expect((plan.asked + plan.held).flatMap(\.items).count == 500)

        let sent = try await office.workplace.sendRequests(
            .listing(ConnectionListing(filter: .badLogins)), note: "", by: office.author)
        #expect(sent.asked == 80)
        let again = try await office.workplace.sendRequests(.connections(ids), note: "", by: office.author)
        #expect(again.asked == 0)
        try await office.work()
        #expect(Set(office.post.letters.map(\.to.address)).count == 80)
        #expect(office.post.letters.count == 80)
        #expect(!office.post.letters.contains { $0.text.contains("Tower Electric") })

        // Every second customer repairs what is held before the incident is over.
        let healed = try await office.heal(every: 2, at: Provider.tower.key, among: ids)
        try await office.storage.write { tx in
            try tx.incidents.close(incident.id, at: office.clock.now())
        }
        try await office.workplace.releaseRequests(at: Provider.tower.key)
        office.clock.advance(by: 86_400)
        try await office.work()
        let later = office.post.letters.dropFirst(80)
        #expect(later.allSatisfy { $0.text.contains("Tower Electric") && !$0.text.contains("Harbor Light") })
        #expect(Set(later.map(\.to.address)).isDisjoint(with: healed))
        #expect(later.count == 80 - healed.count)
    }

    @Test("reminders come after 2, 5 and 10 days, never at night, and stop with silence")
    func reminds() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let asked = try await office.ask(about: try await office.broken())
        let start = office.clock.now()
        var times: [TimeInterval] = []
        for hour in 1...(16 * 24) {
            office.clock.advance(
                by: start.addingTimeInterval(Double(hour) * 3600).timeIntervalSince(office.clock.now()))
            let before = office.post.letters.count
            try await office.tick()
            if office.post.letters.count > before { times.append(Double(hour)) }
        }
        // Asked at 04:00 in New York: the second day's reminder waits until 08:00 there.
        #expect(times.map { ($0 / 24 * 100).rounded() / 100 } == [2.17, 5.17, 10.17])
        #expect(try await office.request(asked.id).summary.remindersSent == 3)
        let other = try await office.ask(about: try await office.broken("eve", of: "Eve", email: "eve@other.example"))
        try await office.workplace.silenceRequest(other.token)
        let count = office.post.letters.count
        for _ in 1...20 {
            office.clock.advance(by: 86_400)
            try await office.tick()
        }
        #expect(office.post.letters.count == count)
        #expect(try await office.request(other.id).summary.progress == .expired)
    }

    @Test("a redirect goes only where the list allows, with a signature")
    func returns() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.broken()
        await #expect(throws: UseCaseError.self) {
            _ = try await office.draft(about: id, returnAddress: "https://evil.example/done")
        }
        try await office.workplace.changeRequestSettings(
            .usual(returnAddresses: "https://app.acme.example/energy"), by: office.author)
        _ = try await office.workplace.makeReturnKey(by: office.author)
        let asked = try await office.ask(about: id, returnAddress: "https://app.acme.example/energy/done?site=4")
        #expect(try await office.workplace.returnAddress(of: asked.token) == nil)
        try await office.workplace.declineRequest(asked.token, reason: "")
        let address = try #require(try await office.workplace.returnAddress(of: asked.token))
        #expect(
            address.hasPrefix(
                "https://app.acme.example/energy/done?site=4&request=\(asked.id.prefixed)&result=declined"))
        #expect(address.contains("&signature="))
        try await office.workplace.changeRequestSettings(.usual(), by: office.author)
        #expect(try await office.workplace.returnAddress(of: asked.token) == nil)
    }
}

extension Office {
    /// Stored as broken: what is tested is who is asked, not how they broke.
    fileprivate func breakMany(_ count: Int, customers: Int, at providers: [Provider]) async throws -> [Connection.ID] {
        let now = clock.now()
        let people = (0..<customers).map { index in
            Customer(
                id: workplace.identifiers.id(), organizationID: author.organizationID, name: "Customer \(index)",
                email: "customer\(index)@people.example", createdAt: now)
        }
        let connections = (0..<count).map { index in
            Connection(
                id: workplace.identifiers.id(), organizationID: author.organizationID,
                customerID: people[index % customers].id, providerKey: providers[index % providers.count].key,
                credentialVersion: 1, createdAt: now,
                state: ConnectionState(
                    signInStatus: .passwordIncorrect, reason: .passwordRejected, since: now, isUnproven: false))
        }
        try await storage.write { tx in
            for person in people { try tx.customers.insert(person) }
            for connection in connections { try tx.connections.insert(connection) }
        }
        return connections.map(\.id)
    }

    /// Makes every n-th customer's connections at a provider work again.
    /// - Returns: their addresses.
    fileprivate func heal(every n: Int, at provider: ProviderKey, among ids: [Connection.ID]) async throws -> Set<
        String
    > {
        try await storage.write { tx in
            var healed: Set<String> = []
            for id in ids {
                guard var connection = try tx.connections.system(id), connection.providerKey == provider,
                    let customer = try tx.customers.find(connection.customerID, in: connection.organizationID),
                    let number = Int(customer.name.dropFirst("Customer ".count)), number.isMultiple(of: n)
                else { continue }
                connection.state = ConnectionState(
                    signInStatus: .connected, reason: .proven, since: connection.state.since, isUnproven: false)
                try tx.connections.save(connection)
                healed.insert(customer.email ?? "")
            }
            return healed
        }
    }
}
