import Domain
import Foundation
import Ports
import Store
import Support
import Testing
import UseCases

/// Connections whose bills are forwarded end with their permission as others do, and go on as others do.
@Suite struct MailPermissionTests {
    private static let day: TimeInterval = 86_400

    /// An email connection with a permission of so many days, to which one bill has come.
    private func filled(_ office: Office, days: Int) async throws -> CreatedEmailConnection {
        try await office.workplace.changeRequestSettings(.usual(term: "\(days)d"), by: office.author)
        let created = try await office.emptyMailbox()
        #expect(await office.workplace.receive(office.bill(to: created.address)) == .taken)
        return created
    }

    private func verdicts(of id: Connection.ID, in office: Office) async throws -> [MessageVerdict] {
        try await office.workplace.showForwarding(of: id, by: office.author).ledger.lines.map(\.verdict)
    }

    @Test(
        "its customer hears of the end at 30, 7 and 1 days, and renews without a sign-in",
        arguments: StoreEngine.allCases)
    func notices(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let created = try await filled(office, days: 40)
        for days in [10.5, 23, 6] {
            office.clock.advance(by: days * Self.day)
            for _ in 1...3 { try await office.tick() }
        }
        #expect(office.post.letters.map(\.subject) == Array(repeating: "renewal from Acme Solar", count: 3))
        #expect(office.post.letters.allSatisfy { $0.to.address == "mia@mail.example" })
        let token = try office.lastToken()
        #expect(try await office.workplace.openRequest(token).current?.isForwarded == true)
        try await office.workplace.consent(token, to: .usual, from: .phone)
        #expect(try await office.workplace.openRequest(token).state == .completed)
        #expect(try await office.status(of: created.id) == .connected)
    }

    @Test(
        "from the second of the end on mail is refused and told, before the clock has looked and after",
        arguments: StoreEngine.allCases)
    func refuses(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let created = try await filled(office, days: 7)
        let found = try await office.workplace.authorization(of: created.id, by: office.author)
        let end = try #require(found?.authorization.expiresAt)
        office.clock.advance(by: end.timeIntervalSince(office.clock.now()) - 1)
        #expect(await office.workplace.receive(office.bill(to: created.address, text: "%PDF-1.4 in time")) == .taken)
        office.clock.advance(by: 1)
        let late = office.bill(to: created.address, text: "%PDF-1.4 late")
        #expect(await office.workplace.receive(late) == .unknownRecipient)
        let stranger = office.bill(to: created.address, from: "win@lottery.example", signedBy: ["lottery.example"])
        #expect(await office.workplace.receive(stranger) == .unknownRecipient)
        try await office.tick()
        #expect(try await office.status(of: created.id) == .authorizationExpired)
        #expect(
            await office.workplace.receive(office.bill(to: created.address, text: "%PDF-1.4 3")) == .unknownRecipient)
        #expect(try await verdicts(of: created.id, in: office) == [.tooLate, .tooLate, .tooLate, .kept, .kept])
        #expect(try await office.workplace.showForwarding(of: created.id, by: office.author).mails.count == 2)
        let digest = office.workplace.digests.digest(of: Array("%PDF-1.4 late".utf8))
        let kept = try await office.storage.read { tx in
            try tx.documents.find(digest, in: office.author.organizationID) != nil
        }
        #expect(!kept)
    }

    @Test("renewed after the end, the same address takes mail again; revoked, it is nobody's")
    func begins() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let created = try await filled(office, days: 7)
        office.clock.advance(by: 8 * Self.day)
        try await office.tick()
        let asked = try await office.ask(about: created.id, term: "1y")
        try await office.workplace.consent(asked.token, to: .span(1, .years), from: .phone)
        #expect(try await office.request(asked.id).summary.progress == .completed)
        #expect(try await office.status(of: created.id) == .pending)
        #expect(try await office.workplace.scheduleDue(limit: 10) == 0, "nothing is tried: what comes decides")
        #expect(await office.workplace.receive(office.bill(to: created.address, text: "%PDF-1.4 again")) == .taken)
        #expect(try await office.status(of: created.id) == .connected)
        try await office.workplace.revokeAuthorization(of: created.id, by: office.author)
        #expect(await office.workplace.receive(office.bill(to: created.address)) == .unknownRecipient)
        #expect(await office.workplace.verdict(onRecipient: created.address) == .unknown)
    }

    @Test("declined, no mail is kept; asked again, one consent is enough")
    func declined() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let created = try await filled(office, days: 7)
        office.clock.advance(by: 8 * Self.day)
        try await office.tick()
        try await office.workplace.declineRequest(office.ask(about: created.id).token, reason: "")
        #expect(try await office.status(of: created.id) == .authorizationDeclined)
        #expect(await office.workplace.receive(office.bill(to: created.address)) == .unknownRecipient)
        let again = try await office.ask(about: created.id)
        try await office.workplace.consent(again.token, to: .usual, from: .phone)
        #expect(try await office.status(of: created.id) == .pending)
    }
}
