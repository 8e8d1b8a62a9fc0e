import Domain
import Foundation
import Ports
import Support
import Testing
import UseCases

/// Many connections of a provider fail alike: one incident, nobody is blamed, and it ends by itself.
@Suite struct CohortTests {
    /// Connected ones, none of which has a run to do.
    private func connected(_ count: Int, in office: Office) async throws -> [Connection.ID] {
        var ids: [Connection.ID] = []
        for index in 1...count {
            await office.portal.add("user\(index)", .init(password: "sesame-1"))
            ids.append(try await office.checked("user\(index)"))
        }
        return ids
    }

    private func check(_ id: Connection.ID, in office: Office) async throws {
        try await office.workplace.runCheck(try await office.workplace.checkNow(id, by: office.author))
    }

    @Test("one failing connection is its own trouble; the fourth alike opens one incident for all")
    func opens() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let ids = try await connected(5, in: office)
        await office.portal.meet(.siteDown(kind: .http5xx))
        try await check(ids[0], in: office)
        #expect(try await incident(in: office) == nil)
        for id in ids[1...3] { try await check(id, in: office) }

        let open = try #require(try await incident(in: office))
        #expect(open.status == .websiteDown)
        for id in ids[0...3] { #expect(try await office.status(of: id) == .websiteDown) }
        #expect(try await office.status(of: ids[4]) == .connected)
        let neighbour = try await office.workplace.showProvider(.named("sandbox-summit"), by: office.author)
        #expect(neighbour.health.incident == nil)
    }

    @Test("passwords refused by the dozen blame nobody")
    func blamesNobody() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let ids = try await connected(5, in: office)
        for index in 1...5 { await office.portal.add("user\(index)", .init(password: "changed")) }
        for id in ids.prefix(3) { try await check(id, in: office) }
        let fourth = try await office.workplace.checkNow(ids[3], by: office.author)
        try await office.workplace.runCheck(fourth)

        #expect(try await incident(in: office)?.status == .underInvestigation)
        #expect(try await office.status(of: ids[3]) != .passwordIncorrect)
        #expect(await office.portal.submissions(of: "user4") == 2)
    }

    @Test("the incident ends when checks pass, and the held connections are released within the hour")
    func closes() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let ids = try await connected(5, in: office)
        await office.portal.meet(.siteDown(kind: .maintenance))
        for id in ids.prefix(4) { try await check(id, in: office) }
        #expect(try await incident(in: office) != nil)

        await office.portal.meet(nil)
        office.clock.advance(by: 3600)
        for id in ids.prefix(2) { try await check(id, in: office) }
        #expect(try await incident(in: office) == nil)
        let held = try await office.workplace.showConnection(ids[3], by: office.author).summary
        #expect(held.status == .websiteDown)
        let next = try #require(held.nextAttemptAt)
        #expect(next.timeIntervalSince(office.clock.now()) <= 3600)
    }

    @Test("a review closes an incident once its last failures are half an hour old")
    func review() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let ids = try await connected(5, in: office)
        await office.portal.meet(.siteDown(kind: .maintenance))
        for id in ids.prefix(4) { try await check(id, in: office) }
        await office.portal.meet(nil)
        for name in ["user1", "user2"] {
            await office.portal.add(name, .init(password: "sesame-1", outcome: .siteDown(kind: .timeout)))
        }
        office.clock.advance(by: 600)
        for id in ids.prefix(2) { try await check(id, in: office) }
        office.clock.advance(by: 1500)
        try await check(ids[2], in: office)
        let harbor = ProviderKey.named("sandbox-harbor")
        #expect(try await office.workplace.reviewIncident(of: harbor) == .seconds(300))
        #expect(try await incident(in: office) != nil)

        office.clock.advance(by: 360)
        #expect(try await office.workplace.reviewIncident(of: harbor) == nil)
        #expect(try await incident(in: office) == nil)
    }

    private func incident(in office: Office) async throws -> Incident? {
        try await office.workplace.showProvider(.named("sandbox-harbor"), by: office.author).health.incident
    }
}
