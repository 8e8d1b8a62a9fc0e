import Domain
import Foundation
import Ports
import Support
import Testing
import UseCases

/// A connection says where its accounts are and from when bills are wanted.
@Suite struct SiteTests {
    @Test("sites are found again by name within the customer, made otherwise, and shown")
    func sites() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let first = try await office.add("Pat Power", sites: [" Main Street ", "Yard"])
        let second = try await office.add("Pat Power", sites: ["main street", "MAIN STREET"])
        let third = try await office.add("Quinn", sites: ["Yard"])
        #expect(first.sites.map(\.name) == ["Main Street", "Yard"])
        #expect(second.sites == [first.sites[0]])
        #expect(third.sites.map(\.name) == ["Yard"] && third.sites != [first.sites[1]])
        let rows = try await office.workplace.listConnections(.init(), by: office.author).rows
        #expect(Set(rows.map { $0.sites.count }) == [1, 2])
        let names = try await office.workplace.listSites(by: office.author).map(\.name)
        #expect(names == ["Main Street", "Yard", "Yard"])
        #expect(try await office.workplace.listSites(by: office.neighbour()).isEmpty)
    }

    @Test("the first run wants bills from the chosen day on, later ones from where they are")
    func collectFrom() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let created = try await office.workplace.createConnection(
            .init(
                holder: .named("Pat", email: nil), providerKey: "sandbox-harbor", collectFrom: " 2025-03-01 ",
                fields: ["username": Secret("pat"), "password": Secret("sesame-1")]), by: office.author)
        try await office.workplace.runCheck(try #require(created.runID))
        try await office.workplace.runCheck(try await office.workplace.checkNow(created.id, by: office.author))
        #expect(await office.portal.billsSince == ["2025-03-01", "2026-11-03"])
        let shown = try await office.workplace.showConnection(created.id, by: office.author).summary
        #expect(shown.collectFrom == CalendarDay("2025-03-01"))
    }

    @Test("a chosen day later than every bill stays the limit")
    func laterThanBills() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let old = CollectedBill(
            providerReference: "b", periodStart: "2020-01-01", periodEnd: "2020-01-31", issuedOn: "2020-02-03",
            amount: Money(minorUnits: 1, currency: "USD"), pdf: nil)
        await office.portal.add("pat", .init(password: "sesame-1", accounts: [.sample(bills: [old])]))
        let created = try await office.workplace.createConnection(
            .init(
                holder: .named("Pat", email: nil), providerKey: "sandbox-harbor", collectFrom: "2025-03-01",
                fields: ["username": Secret("pat"), "password": Secret("sesame-1")]), by: office.author)
        try await office.workplace.runCheck(try #require(created.runID))
        try await office.workplace.runCheck(try await office.workplace.checkNow(created.id, by: office.author))
        #expect(await office.portal.billsSince == ["2025-03-01", "2025-03-01"])
    }

    @Test(
        "what is no place or no day is refused at its field, and nothing is made",
        arguments: [
            (["ok", "a\u{7}b"], "", "sites", "control_characters"),
            (["Yard\u{202E}"], "", "sites", "invisible_characters"), ([" "], "", "sites", "empty"),
            (Array(repeating: "x", count: 21), "", "sites", "too_many"),
            ([String(repeating: "x", count: 201), ""], "", "sites", "too_long"),
            ([], "1 March", "collect_from", "not_a_date"), ([], "2025-02-30", "collect_from", "not_a_date"),
            ([], "1989-12-31", "collect_from", "too_early"), ([], "2999-01-01", "collect_from", "in_the_future"),
        ])
    func refused(sites: [String], day: String, field: String, code: String) async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let error = await #expect(throws: UseCaseError.self) {
            try await office.workplace.createConnection(
                .init(
                    holder: .named("Pat", email: nil), providerKey: "sandbox-harbor", siteNames: sites,
                    collectFrom: day), by: office.author)
        }
        guard case .invalid(let problems) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(problems.map(\.field) == [field])
        #expect(problems.map(\.code) == [code])
        #expect(try await office.workplace.listCustomers(search: "", by: office.author).isEmpty)
    }

    @Test("the future begins with the provider's calendar")
    func today() async throws {
        // 03:00 UTC on 1 March is still the evening of 28 February in New York.
        let clock = TestClock(Date(timeIntervalSince1970: 1_772_334_000))
        let office = try await Office.open(in: try await TemporaryStore.sqlite(), clock: clock)
        await #expect(throws: UseCaseError.self) { try await office.add("Pat", since: "2026-03-01") }
        #expect(try await office.add("Pat", since: "2026-02-28").collectFrom?.text == "2026-02-28")
    }
}

extension Office {
    /// A connection without a sign-in, as its page shows it.
    fileprivate func add(
        _ customer: String, sites: [String] = [], since day: String? = nil
    ) async throws -> ConnectionSummary {
        let created = try await workplace.createConnection(
            .init(
                holder: .named(customer, email: nil), providerKey: "sandbox-harbor", siteNames: sites, collectFrom: day),
            by: author)
        return try await workplace.showConnection(created.id, by: author).summary
    }
}
