import Domain
import Foundation
import Ports
import Store
import Support
import Testing
import UseCases

/// What a customer did not agree to share is never kept.
@Suite struct ScopeTests {
    private static let bills: [CollectedBill] = [
        .issued("2024-01-03"), .issued("2025-03-01"), .issued("2025-11-03"), .issued("2026-04-03"),
    ]

    private func connect(_ office: Office, collectFrom: String = "") async throws -> Connection.ID {
        await office.portal.add("pat", .init(password: "sesame-1", accounts: [.sample(bills: Self.bills)]))
        let created = try await office.workplace.createConnection(
            NewConnection(
                holder: .named("Ana Rivera", email: "ana@rivera.example"), providerKey: Provider.harbor.key.text,
                collectFrom: collectFrom, fields: ["username": Secret("pat"), "password": Secret("sesame-1")]),
            by: office.author)
        try await office.workplace.runCheck(try #require(created.runID))
        return created.id
    }

    private func kept(_ id: Connection.ID, in office: Office) async throws -> [String] {
        try await office.workplace.showConnection(id, by: office.author).bills.map(\.issuedOn).sorted()
    }

    @Test(
        "older and newer bills than the permission allows are dropped, and one within is kept",
        arguments: StoreEngine.allCases)
    func drops(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        var settings = NewRequestSettings.usual()
        (settings.monthsBack, settings.ongoing) = ("12", "no")
        try await office.workplace.changeRequestSettings(settings, by: office.author)
        let shown = try await office.workplace.requestSettings(by: office.author).settings
        #expect(shown.scope == ScopeChoice(monthsBack: 12, isOngoing: false))

        let id = try await connect(office)
        #expect(await office.portal.billsSince == ["2025-03-02"])
        #expect(try await kept(id, in: office) == ["2025-11-03"])
        #expect(try await office.status(of: id) == .connected, "what may not be kept proves that bills can be read")
        let detail = try #require(try await office.workplace.authorization(of: id, by: office.author))
        #expect(detail.consents.map(\.scope.monthsBack) == [12])
        #expect(detail.consents.map(\.scope.ongoingEnd) == ["2026-03-02"])
        let documents = try await office.storage.read { tx in
            try Self.bills.map {
                try tx.documents.find(
                    office.workplace.digests.digest(of: $0.pdf ?? []), in: office.author.organizationID) != nil
            }
        }
        #expect(documents == [false, false, true, false])
    }

    @Test("a customer changes how much is asked for, and the evidence says what he chose")
    func chooses() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        var settings = NewRequestSettings.usual(term: "7d")
        settings.monthsBack = "36"
        try await office.workplace.changeRequestSettings(settings, by: office.author)
        let id = try await connect(office)
        #expect(try await kept(id, in: office).count == 4)
        office.clock.advance(by: 8 * 86_400)
        try await office.tick()
        let asked = try await office.ask(about: id)
        #expect(try await office.workplace.openRequest(asked.token).scope.monthsBack == 36)
        try await office.workplace.consent(
            asked.token, to: .usual, sharing: ScopeChoice(monthsBack: 24, isOngoing: false), from: .phone)
        let view = try await office.workplace.openRequest(asked.token)
        #expect(view.scope.choice == ScopeChoice(monthsBack: 24, isOngoing: false))
        try await office.workplace.submitSignIn(
            asked.token, for: id, ["username": Secret("pat"), "password": Secret("sesame-1")])
        try await office.work()
        let detail = try #require(try await office.workplace.authorization(of: id, by: office.author))
        #expect(detail.authorization.scope.choice == ScopeChoice(monthsBack: 24, isOngoing: false))
        #expect(detail.consents.first?.scope == detail.authorization.scope)
        #expect(detail.consents.first?.giver == .customer)
    }

    @Test("a repair keeps the limits that were agreed upon, whatever is proposed by now")
    func repairs() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        var settings = NewRequestSettings.usual()
        settings.monthsBack = "12"
        try await office.workplace.changeRequestSettings(settings, by: office.author)
        let id = try await office.broken()
        try await office.workplace.changeRequestSettings(.usual(), by: office.author)
        let asked = try await office.ask(about: id)
        let item = try #require(try await office.workplace.openRequest(asked.token).current)
        #expect(item.scope?.monthsBack == 12)
        try await office.workplace.consent(asked.token, to: .usual, from: .phone)
        let detail = try #require(try await office.workplace.authorization(of: id, by: office.author))
        #expect(detail.authorization.scope.monthsBack == 12)
        #expect(detail.consents.count == 1)
    }

    @Test("the later of the chosen day and the permission's first day counts")
    func startsLater() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        var settings = NewRequestSettings.usual()
        settings.monthsBack = "24"
        try await office.workplace.changeRequestSettings(settings, by: office.author)
        _ = try await connect(office, collectFrom: "2025-10-01")
        #expect(await office.portal.billsSince == ["2025-10-01"])
    }

    @Test(
        "what cannot be meant is refused: months, a word, a day that is over",
        arguments: [
            ("0", "yes", "3y", "months_back"), ("soon", "yes", "3y", "months_back"), ("12", "maybe", "3y", "ongoing"),
            ("", "yes", "2026-03-01", "term"),
        ])
    func refuses(_ months: String, _ ongoing: String, _ term: String, _ field: String) async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        var settings = NewRequestSettings.usual(term: term)
        (settings.monthsBack, settings.ongoing) = (months, ongoing)
        do {
            try await office.workplace.changeRequestSettings(settings, by: office.author)
            Issue.record("it was taken")
        } catch UseCaseError.invalid(let problems) {
            #expect(problems.map(\.field) == [field])
        }
    }

    @Test("a day that was chosen once gives way to what is usual when it is over; no request can ask for it")
    func dayIsOver() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        try await office.workplace.changeRequestSettings(.usual(term: "2026-03-10"), by: office.author)
        let id = try await office.broken()
        office.clock.advance(by: 30 * 86_400)
        let form = try await office.workplace.prepareRequest(for: id, by: office.author)
        #expect(form.term == .usual)
        await #expect(throws: UseCaseError.self) { _ = try await office.draft(about: id, term: "2026-03-10") }
    }
}

extension CollectedBill {
    /// A bill of its own month, with a document of its own.
    fileprivate static func issued(_ day: String) -> CollectedBill {
        CollectedBill(
            providerReference: day, periodStart: day, periodEnd: day, issuedOn: day,
            amount: Money(minorUnits: 100, currency: "USD"), pdf: Array("%PDF-1.4 \(day)".utf8))
    }
}
