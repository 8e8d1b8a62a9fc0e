import Domain
import Foundation
import Ports
import Store
import Support
import Testing

@testable import UseCases

@Suite("Reports about letters")
struct ReturnTests {
    private static let failed = DeliveryReport(
        action: .failed, status: EnhancedStatus("5.1.1"), diagnostic: "550 5.1.1 No such user",
        recipient: "pat@postbox.example")

    /// An office whose request went out to a customer, and the letter that brought it.
    private func asked(in storage: any Storage) async throws -> (office: Office, letter: CustomerLetter) {
        let office = try await Office.open(in: storage)
        let connection = try await office.checked("pat", password: "wrong")
        let customer = try await storage.read { tx in try tx.connections.system(connection)?.customerID }
        let request = try await office.workplace.draftRequest(
            NewRequest(
                customerID: try #require(customer), recipientName: "Pat", recipientEmail: "pat@postbox.example",
                connections: [connection]),
            by: office.author)
        try await office.workplace.sendRequest(request, by: office.author)
        let queued = try await letters(of: request, office)
        _ = try await office.workplace.sendLetter(try #require(queued.first).id)
        return (office, try #require(try await letters(of: request, office).first))
    }

    private func letters(of request: CustomerRequest.ID, _ office: Office) async throws -> [CustomerLetter] {
        try await office.storage.read { tx in try tx.letters.ofRequest(request, in: office.author.organizationID) }
    }

    private func now(
        _ letter: CustomerLetter, _ office: Office
    ) async throws -> (letter: CustomerLetter, request: CustomerRequest) {
        let found = try await office.storage.read { tx in
            let found = try tx.letters.system(letter.id)
            return (found, try found?.requestID.flatMap { try tx.requests.system($0) })
        }
        return (try #require(found.0), try #require(found.1))
    }

    private func message(to letter: CustomerLetter, _ report: DeliveryReport?) throws -> InboundMessage {
        InboundMessage(
            transport: .smtp, receivedAt: TestClock().now(),
            recipient: "\(try #require(letter.returnAlias))@codes.example", sender: "mailer-daemon@mx.example",
            text: "",
            rawSize: 1, report: report)
    }

    @Test(
        "a letter that failed is returned, its request says so, and nobody is reminded", arguments: StoreEngine.allCases
    )
    func bounced(engine: StoreEngine) async throws {
        let storage = try await engine.makeStore()
        let (office, letter) = try await asked(in: storage)
        #expect(letter.state == .sent && letter.returnAlias?.hasPrefix("r-") == true)
        let address = "\(try #require(letter.returnAlias))@codes.example"
        #expect(await office.workplace.verdict(onRecipient: address) == .accepted)
        #expect(await office.workplace.receive(try message(to: letter, Self.failed)) == .taken)
        let after = try await now(letter, office)
        #expect(after.letter.state == .bounced && after.letter.words == "550 5.1.1 No such user")
        #expect(after.request.bouncedAt == office.clock.now() && after.request.nextReminderAt == nil)
        #expect(after.request.progress == .bounced)
        let events = try await storage.read { tx in
            try tx.requests.events(after.request.id, in: office.author.organizationID)
        }
        #expect(events.contains { $0.kind == .bounced && $0.words == "550 5.1.1 No such user" })
    }

    @Test("a letter is settled once, whatever comes later")
    func once() async throws {
        let storage = try await StoreEngine.sqlite.makeStore()
        let (office, letter) = try await asked(in: storage)
        let alias = try #require(letter.returnAlias)
        let arrived = DeliveryReport(
            action: .delivered, status: EnhancedStatus("2.0.0"), diagnostic: "", recipient: nil)
        try await office.workplace.takeReturn(arrived, at: alias)
        try await office.workplace.takeReturn(Self.failed, at: alias)
        let after = try await now(letter, office)
        #expect(after.letter.state == .delivered && after.letter.words == "2.0.0")
        #expect(after.request.deliveredAt != nil && after.request.bouncedAt == nil)
        #expect(after.request.nextReminderAt != nil)
    }

    @Test(
        "what settles nothing changes nothing", arguments: [DeliveryReport.Action?.none, .delayed, .relayed, .expanded])
    func nothing(action: DeliveryReport.Action?) async throws {
        let storage = try await StoreEngine.sqlite.makeStore()
        let (office, letter) = try await asked(in: storage)
        let before = try await now(letter, office)
        let report = action.map {
            DeliveryReport(action: $0, status: EnhancedStatus("4.4.1"), diagnostic: "later", recipient: nil)
        }
        #expect(await office.workplace.receive(try message(to: letter, report)) == .taken)
        let after = try await now(letter, office)
        #expect(after.letter == before.letter && after.request == before.request)
    }

    @Test("a report that is faster than our own book is asked to come again")
    func early() async throws {
        let storage = try await StoreEngine.sqlite.makeStore()
        let (office, letter) = try await asked(in: storage)
        try await storage.write { tx in
            var waiting = letter
            waiting.state = .waiting
            try tx.letters.save(waiting, from: .sent)
        }
        let message = try message(to: letter, Self.failed)
        #expect(await office.workplace.verdict(onRecipient: message.recipient) == .unavailable)
        #expect(await office.workplace.receive(message) == .unavailable)
        let after = try await now(letter, office)
        #expect(after.letter.state == .waiting && after.request.bouncedAt == nil)
    }

    @Test("an alias of nobody is refused, and a text never settles a letter")
    func strangers() async throws {
        let storage = try await StoreEngine.sqlite.makeStore()
        let (office, letter) = try await asked(in: storage)
        let stranger = "r-aaaaaaaaaaaaaaaaaaaaaaaaaa@codes.example"
        #expect(await office.workplace.verdict(onRecipient: stranger) == .unknown)
        let text = InboundMessage(
            transport: .smsForwarder, receivedAt: office.clock.now(), recipient: try #require(letter.returnAlias),
            sender: "+1", text: "", rawSize: 1, report: Self.failed)
        #expect(await office.workplace.receive(text) == .unknownRecipient)
        #expect(try await now(letter, office).letter.state == .sent)
    }

    @Test("once a request was handed over, a letter to the first address is no matter of it")
    func handedOver() async throws {
        let storage = try await StoreEngine.sqlite.makeStore()
        let (office, letter) = try await asked(in: storage)
        var request = try await now(letter, office).request
        request.recipient.email = "other@postbox.example"
        try await storage.write { [request] tx in try tx.requests.save(request) }
        try await office.workplace.takeReturn(Self.failed, at: try #require(letter.returnAlias))
        let after = try await now(letter, office)
        #expect(after.letter.state == .bounced && after.request.bouncedAt == nil)
    }
}
