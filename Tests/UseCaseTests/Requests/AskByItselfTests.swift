import Domain
import Foundation
import Ports
import Store
import Support
import Testing
import UseCases

/// Where an organization wants it, customers are asked without a member.
@Suite struct AskByItselfTests {
    private static let settling: TimeInterval = 15 * 60

    /// At noon in New York, so that nothing waits for the morning.
    private func open(on engine: StoreEngine, asks: String = "yes") async throws -> Office {
        let office = try await Office.open(in: try await engine.makeStore())
        office.clock.advance(by: 8 * 3600)
        var settings = NewRequestSettings.usual()
        settings.asksByItself = asks
        try await office.workplace.changeRequestSettings(settings, by: office.author)
        return office
    }

    /// So long passes, and what is due is done.
    private func pass(_ seconds: TimeInterval, in office: Office) async throws {
        office.clock.advance(by: seconds)
        try await office.tick()
    }

    @Test("several breaks of one customer are one message, after they settled", arguments: StoreEngine.allCases)
    func once(on engine: StoreEngine) async throws {
        let office = try await open(on: engine)
        let first = try await office.broken("pat")
        try await pass(10 * 60, in: office)
        let second = try await office.broken("ana", at: .summit)
        _ = try await office.broken("eve", of: "Eve Other", email: nil)
        try await pass(Self.settling - 10 * 60 - 1, in: office)
        #expect(office.post.letters.isEmpty)
        try await pass(1, in: office)
        let letter = try #require(office.post.letters.first)
        #expect(letter.to.address == "ana@rivera.example")
        #expect(letter.text.contains("repair Harbor Light") && letter.text.contains("repair Summit Water"))
        try await pass(Self.settling, in: office)
        #expect(office.post.letters.count == 1, "nobody is asked twice, nor without an address")
        let view = try await office.workplace.openRequest(office.lastToken())
        #expect(Set(view.items.map(\.connectionID)) == [first, second])
        let audit = try await office.workplace.listAudit(by: office.author).lines.filter {
            $0.entry.action == "request.sent"
        }
        #expect(audit.map(\.author) == ["Tieline"])
    }

    @Test("it is off until somebody chooses it, and off again when somebody does", arguments: ["", "no", "later"])
    func off(_ choice: String) async throws {
        let office = try await open(on: .sqlite, asks: choice == "later" ? "yes" : choice)
        _ = try await office.broken()
        if choice == "later" { try await office.workplace.changeRequestSettings(.usual(), by: office.author) }
        try await pass(2 * Self.settling, in: office)
        #expect(office.post.letters.isEmpty)
        #expect(RequestSettings.usual.asksByItself == nil)
    }

    @Test("what heals while it settles is no matter of the customer's", arguments: StoreEngine.allCases)
    func heals(on engine: StoreEngine) async throws {
        let office = try await open(on: engine)
        let id = try await office.broken()
        let run = try await office.workplace.submitCredentials(
            ["username": Secret("pat"), "password": Secret("sesame-2")], for: id, by: office.author)
        try await office.workplace.runCheck(run)
        #expect(try await office.status(of: id) == .connected)
        try await pass(2 * Self.settling, in: office)
        #expect(office.post.letters.isEmpty)
    }

    @Test("an incident of the provider holds the message back, and nothing goes out for what healed")
    func incident() async throws {
        let office = try await open(on: .sqlite)
        let id = try await office.broken()
        let incident = Incident(
            id: office.workplace.identifiers.id(), providerKey: Provider.harbor.key, status: .underInvestigation,
            reason: .connectorBroken, openedAt: office.clock.now())
        try await office.storage.write { tx in try tx.incidents.insert(incident) }
        try await pass(Self.settling, in: office)
        #expect(office.post.letters.isEmpty)
        let held = try await office.storage.read { tx in try tx.requests.open(of: id) }
        #expect(held?.state == .held)
    }

    @Test("who said no, or did not answer, is not asked about the same break again")
    func asksOnce() async throws {
        let office = try await open(on: .sqlite)
        _ = try await office.broken("pat")
        try await pass(Self.settling, in: office)
        try await office.workplace.declineRequest(office.lastToken(), reason: "")
        _ = try await office.broken("ana", at: .summit)
        try await pass(Self.settling, in: office)
        #expect(office.post.letters.count == 2)
        #expect(office.post.letters.last?.text.contains("Harbor Light") == false)
    }

    @Test("at night it waits for the morning")
    func night() async throws {
        let office = try await open(on: .sqlite)
        office.clock.advance(by: 10 * 3600)
        _ = try await office.broken()
        try await pass(Self.settling, in: office)
        #expect(office.post.letters.isEmpty)
        try await pass(10 * 3600, in: office)
        #expect(office.post.letters.count == 1)
    }
}
