import Domain
import Foundation
import Ports
import Store
import Support
import Testing
import UseCases

/// What a link must not do, whoever holds it, and what must not stop when one thing goes wrong.
@Suite struct AbuseTests {
    private static let day: TimeInterval = 86_400

    private func connected(
        _ office: Office, _ username: String = "pat", days: Int = 400, at provider: Provider = .harbor
    ) async throws -> Connection.ID {
        try await office.workplace.changeRequestSettings(.usual(term: "\(days)d"), by: office.author)
        await office.portal.add(
            username, .init(password: "sesame-1", accounts: [.sample(), .sample("1002-7777")]))
        let created = try await office.workplace.createConnection(
            NewConnection(
                holder: .named("Ana Rivera", email: "ana@rivera.example"), providerKey: provider.key.text,
                fields: ["username": Secret(username), "password": Secret("sesame-1")]),
            by: office.author)
        try await office.workplace.runCheck(try #require(created.runID))
        return created.id
    }

    @Test("what others' runs find is not shown, and stored sign-ins are not used for a link's holder")
    func seesOnlyHisOwn() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await connected(office)
        let asked = try await office.ask(about: id)
        try await office.workplace.consent(asked.token, to: .usual, from: .phone)
        await #expect(throws: DoorstepError.stepOver) { try await office.workplace.sendCode(asked.token, for: id) }
        let run = try await office.workplace.checkNow(id, by: office.author)
        try await office.workplace.runCheck(run)
        guard case .signIn = try await office.workplace.openRequest(asked.token).current?.step else {
            return #expect(Bool(false), "the accounts of another run are shown")
        }
        let accounts = try await office.workplace.showConnection(id, by: office.author).accounts
        await #expect(throws: DoorstepError.stepOver) {
            try await office.workplace.shareAccounts(asked.token, for: id, [accounts[0].id])
        }
        await #expect(throws: UseCaseError.codeNotWanted) {
            try await office.workplace.answerCode(Secret("481207"), token: asked.token, for: id)
        }
    }

    @Test(
        "handed over, the first address is told without a link; after three times it stays where it is",
        arguments: StoreEngine.allCases)
    func chain(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let asked = try await office.ask(about: try await office.broken())
        for number in 1...3 {
            let token = try office.lastToken()
            try await office.workplace.handOverRequest(token, toName: "Next", email: "next\(number)@chain.example")
            try await office.work()
            let told = try #require(office.post.letters.last { $0.subject == "handed_over from Acme Solar" })
            #expect(told.to.address == (number == 1 ? "ana@rivera.example" : "next\(number - 1)@chain.example"))
            #expect(!told.text.contains("https://") && told.text.contains("Harbor Light"))
            #expect(told.unsubscribeAddress == nil)
            #expect(office.post.letters.last?.to.address == "next\(number)@chain.example")
        }
        #expect(office.post.letters.count == 1 + 3 * 2)
        let last = try office.lastToken()
        do {
            try await office.workplace.handOverRequest(last, toName: "Next", email: "next4@chain.example")
            Issue.record("a fourth time")
        } catch UseCaseError.invalid(let problems) {
            #expect(problems.map(\.code) == ["handed_over_often"])
        }
        try await office.workplace.declineRequest(last, reason: "")
        let letters = try await office.request(asked.id).letters
        #expect(letters.count { $0.kind == .handedOver } == 3)
        #expect(letters.filter { $0.kind == .handedOver }.allSatisfy { $0.state == .sent && $0.requestID == asked.id })
    }

    @Test("the word of a hand-over goes out even when the request ends at once")
    func toldAnyway() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let asked = try await office.ask(about: try await office.broken())
        try await office.workplace.handOverRequest(asked.token, toName: "Next", email: "next@chain.example")
        try await office.workplace.revokeRequest(asked.id, by: office.author)
        try await office.work()
        #expect(office.post.letters.map(\.subject).suffix(1) == ["handed_over from Acme Solar"])
        #expect(office.post.letters.count == 2)
    }

    @Test(
        "a member takes back a customer's links; permissions stay, and a new link can be asked for",
        arguments: StoreEngine.allCases)
    func takesLinksBack(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let id = try await office.broken()
        let customer = try await office.workplace.showConnection(id, by: office.author).summary.customer.id
        try await office.workplace.sendControlLink(to: "ana@rivera.example")
        try await office.work()
        let token = try office.lastToken()
        _ = try await office.workplace.openControl(token)
        await #expect(throws: UseCaseError.self) {
            try await office.workplace.revokeControlLinks(of: customer, by: try await office.neighbour())
        }
        await #expect(throws: UseCaseError.self) {
            try await office.workplace.revokeControlLinks(of: customer, by: try await office.colleague(.viewer).author)
        }
        _ = try await office.workplace.openControl(token)
        try await office.workplace.revokeControlLinks(of: customer, by: office.author)
        await #expect(throws: DoorstepError.linkRevoked) { _ = try await office.workplace.openControl(token) }
        let audit = try await office.workplace.listAudit(by: office.author).lines.map(\.entry)
        #expect(audit.first?.action == "customer.links_revoked" && audit.first?.subject == customer.prefixed)
        #expect(try await office.workplace.authorization(of: id, by: office.author)?.authorization.state == .active)
        try await office.workplace.sendControlLink(to: "ana@rivera.example")
        try await office.work()
        _ = try await office.workplace.openControl(try office.lastToken())
    }

    @Test("whoever a request is handed over to gets no control link, now or later, and is not asked next time")
    func handsOverNoControl() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await connected(office, days: 40)
        office.clock.advance(by: 10.5 * Self.day)
        try await office.tick()
        try await office.workplace.handOverRequest(office.lastToken(), toName: "Mallory", email: "m@evil.example")
        try await office.work()
        try await office.workplace.consent(office.lastToken(), to: .usual, from: .phone)
        try await office.work()
        #expect(office.post.letters.last?.subject == "receipt from Acme Solar")
        #expect(office.post.letters.last?.to.address == "ana@rivera.example")
        let count = office.post.letters.count
        try await office.workplace.sendControlLink(to: "m@evil.example")
        try await office.work()
        #expect(office.post.letters.count == count)
        let form = try await office.workplace.prepareRequest(for: id, by: office.author)
        #expect(form.recipient.email == "ana@rivera.example")
    }

    @Test("trouble at the portal does not end a renewal that is asked for")
    func renewalOutlivesTrouble() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await connected(office, days: 40)
        office.clock.advance(by: 10.5 * Self.day)
        try await office.tick()
        let token = try office.lastToken()
        try await office.workplace.pause(id, by: office.author)
        try await office.workplace.resume(id, by: office.author)
        #expect(try await office.workplace.openRequest(token).state == .open)
    }

    @Test(
        "a request that answered one thing and still asks another does not stop the clock",
        arguments: StoreEngine.allCases)
    func noPoison(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let one = try await connected(office, "pat", days: 40)
        let other = try await connected(office, "ana", days: 40, at: .summit)
        office.clock.advance(by: 10.5 * Self.day)
        try await office.tick()
        // One of the two is answered elsewhere; its next notice finds the request that still asks about the other.
        try await office.workplace.sendControlLink(to: "ana@rivera.example")
        try await office.work()
        try await office.workplace.changeTerm(office.lastToken(), of: one, to: .span(20, .days), from: .phone)
        office.clock.advance(by: 13.5 * Self.day)
        try await office.tick()
        office.clock.advance(by: 17 * Self.day)
        try await office.tick()
        #expect(try await office.status(of: one) == .authorizationExpired)
        #expect(try await office.status(of: other) == .authorizationExpired)
    }

    @Test("declining between the end and the clock's look destroys the credentials all the same")
    func declinesLate() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await connected(office, days: 7)
        let token = try await office.ask(about: id).token
        office.clock.advance(by: 6.99 * Self.day)
        try await office.workplace.seeRequest(token)
        let end = try #require(
            try await office.workplace.authorization(of: id, by: office.author)?.authorization.expiresAt)
        // The link lives as long as the permission here; the present stands a second after both.
        office.clock.advance(by: end.timeIntervalSince(office.clock.now()) + 1)
        let fresh = try await office.workplace.copyRequestLink(
            try await office.workplace.listRequests(.open, by: office.author).rows[0].id, by: office.author)
        try await office.workplace.declineRequest(fresh, reason: "")
        #expect(try await office.status(of: id) == .authorizationDeclined)
        let kept = try await office.storage.read { tx in try tx.credentials.current(id) != nil }
        #expect(!kept)
    }

    @Test("documents of what is not shared are not kept either")
    func keepsNoStrayDocuments() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await connected(office)
        let accounts = try await office.workplace.showConnection(id, by: office.author).accounts
        try await office.workplace.sendControlLink(to: "ana@rivera.example")
        try await office.work()
        let shared = try #require(accounts.first { $0.number == "1002-4821" })
        try await office.workplace.shareAccounts(control: office.lastToken(), of: id, [shared.id])
        await office.portal.add(
            "pat",
            .init(
                password: "sesame-1",
                accounts: [.sample(), .sample("1002-7777", bills: [.sample("2026-11")])]))
        let run = try await office.workplace.checkNow(id, by: office.author)
        try await office.workplace.runCheck(run)
        let bills = try await office.workplace.showConnection(id, by: office.author).bills
        #expect(Set(bills.map(\.accountNumber)) == ["1002-4821"])
        #expect(try await office.status(of: id) == .connected)
    }

    @Test("archived, nothing is asked any more")
    func archives() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.broken()
        let asked = try await office.ask(about: id)
        try await office.workplace.archive(id, by: office.author)
        #expect(try await office.workplace.openRequest(asked.token).state == .revoked)
    }

    @Test("a consent that waited begins when he signs in, and one that is over already is refused")
    func beginsWithTheSignIn() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await connected(office, days: 7)
        office.clock.advance(by: 8 * Self.day)
        try await office.tick()
        let asked = try await office.ask(about: id)
        try await office.workplace.consent(asked.token, to: .span(3, .days), from: .phone)
        office.clock.advance(by: 5 * Self.day)
        try await office.workplace.submitSignIn(
            asked.token, for: id, ["username": Secret("pat"), "password": Secret("sesame-1")])
        try await office.work()
        #expect(try await office.status(of: id) == .connected)
        let other = try await office.ask(about: try await office.broken("eve", of: "Eve", email: "eve@other.example"))
        let past = try #require(CalendarDay("2026-01-01"))
        await #expect(throws: UseCaseError.self) {
            try await office.workplace.consent(other.token, to: .until(past), from: .phone)
        }
    }
}
