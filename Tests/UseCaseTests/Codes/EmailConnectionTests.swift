import Domain
import Foundation
import Ports
import Support
import Testing
import UseCases

/// Journey 8: bills that are forwarded by mail.
@Suite struct EmailConnectionTests {
    @Test("the first mail connects, and its PDF is kept once", arguments: StoreEngine.allCases)
    func connects(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let created = try await mailbox(in: office)
        #expect(created.address.hasPrefix("b-") && created.address.hasSuffix("@codes.acme.example"))
        #expect(try await office.status(of: created.id) == .pending)

        #expect(await office.workplace.receive(office.bill(to: created.address)) == .taken)
        #expect(try await office.status(of: created.id) == .connected)
        #expect(await office.workplace.receive(office.bill(to: created.address)) == .taken)
        let shown = try await office.workplace.showForwarding(of: created.id, by: office.author)
        #expect(shown.mails.count == 2)
        #expect(shown.mails.allSatisfy { $0.attachments.map(\.name) == ["bill.pdf"] })
        #expect(Set(shown.mails.flatMap(\.attachments).map(\.digest)).count == 1)
        #expect(shown.lastMailAt == office.clock.now())
        #expect(shown.ledger.lines.map(\.verdict) == [.kept, .kept])

        let document = try await office.workplace.fetchMailDocument(0, of: shown.mails[0].id, by: office.author)
        #expect(document.bytes == Array("%PDF-1.4 October".utf8))
        #expect(document.fileName == "bill.pdf" && document.mediaType == "application/pdf")
        // A proven bill is filed by itself.
        #expect(shown.mails.allSatisfy { $0.filedAt != nil && $0.doubt == nil })
        #expect(try await office.workplace.listUnfiledMail(by: office.author).isEmpty)
    }

    @Test("a rehearsal mail of the customer himself connects; later only the utility's mails count")
    func rehearsal() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let created = try await mailbox(in: office)
        let test = office.mail(to: created.address, from: "mia@mail.example", signedBy: ["mail.example"])
        #expect(await office.workplace.receive(test) == .taken)
        #expect(try await office.status(of: created.id) == .connected)
        #expect(await office.workplace.receive(test) == .taken)
        let shown = try await office.workplace.showForwarding(of: created.id, by: office.author)
        #expect(shown.ledger.lines.map(\.verdict) == [.foreignSender, .kept])
        #expect(shown.mails.count == 1)
    }

    @Test("silence beyond the learned rhythm asks the customer, and the next bill heals it")
    func silence() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let created = try await mailbox(in: office)
        for month in 1...4 {
            if month > 1 { office.clock.advance(by: 30 * 86_400) }
            _ = await office.workplace.receive(office.bill(to: created.address, text: "%PDF-1.4 \(month)"))
        }
        let shown = try await office.workplace.showForwarding(of: created.id, by: office.author)
        #expect(shown.usualDays == 30)
        office.clock.advance(by: 37 * 86_400)
        _ = try await office.workplace.scheduleDue(limit: 10)
        #expect(try await office.status(of: created.id) == .connected)
        office.clock.advance(by: 86_400)
        _ = try await office.workplace.scheduleDue(limit: 10)
        let silent = try await office.workplace.showConnection(created.id, by: office.author).summary
        #expect(silent.status == .additionalCredentialsNeeded)
        #expect(silent.reason == .forwardingSilent)

        _ = await office.workplace.receive(office.bill(to: created.address))
        let healed = try await office.workplace.showConnection(created.id, by: office.author)
        #expect(healed.summary.status == .connected)
        #expect(healed.timeline.contains { $0.kind == "repaired" })
    }

    @Test("a bounce counts when a trusted door or the mailbox's own host vouches for it, and the next bill heals it")
    func bounced() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let created = try await mailbox(in: office)
        for proof in [Authenticity(isVouchedFor: true), Authenticity(dkimDomains: ["mail.example"])] {
            _ = await office.workplace.receive(office.bill(to: created.address))
            #expect(try await office.status(of: created.id) == .connected)
            _ = await office.workplace.receive(bounce(to: created.address, proof, in: office))
            let summary = try await office.workplace.showConnection(created.id, by: office.author).summary
            #expect(summary.status == .additionalCredentialsNeeded)
            #expect(summary.reason == .forwardingBounced)
        }
        _ = await office.workplace.receive(office.bill(to: created.address))
        #expect(try await office.status(of: created.id) == .connected)
    }

    @Test("what nobody vouches for breaks no forwarding that works")
    func forged() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let created = try await mailbox(in: office)
        _ = await office.workplace.receive(office.bill(to: created.address))
        for proof in [Authenticity(), Authenticity(dkimDomains: ["evil.example"])] {
            _ = await office.workplace.receive(bounce(to: created.address, proof, in: office))
            _ = await office.workplace.receive(office.bill(to: created.address, signedBy: proof.dkimDomains))
            #expect(try await office.status(of: created.id) == .connected)
        }
        let shown = try await office.workplace.showForwarding(of: created.id, by: office.author)
        #expect(
            shown.ledger.lines.map(\.verdict).sorted { $0.rawValue < $1.rawValue } == [
                .foreignSender, .foreignSender, .foreignSender, .foreignSender, .kept,
            ])
        #expect(shown.waiting.map(\.doubt) == [.unprovenSender, .unprovenSender], "left to a person")
    }

    @Test("before the first bill a mail with another's signature says so; a door that proves nothing says nothing")
    func unverified() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let created = try await mailbox(in: office)
        _ = await office.workplace.receive(office.bill(to: created.address, signedBy: []))
        _ = await office.workplace.receive(bounce(to: created.address, Authenticity(), in: office))
        #expect(try await office.status(of: created.id) == .pending)
        _ = await office.workplace.receive(office.bill(to: created.address, signedBy: ["mail.example"]))
        let summary = try await office.workplace.showConnection(created.id, by: office.author).summary
        #expect(summary.reason == .forwardingUnverified)
        _ = await office.workplace.receive(office.bill(to: created.address))
        #expect(try await office.status(of: created.id) == .connected)
    }

    @Test("strangers who guess an address change nothing")
    func strangers() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let created = try await mailbox(in: office)
        _ = await office.workplace.receive(office.bill(to: created.address))
        let spam = office.bill(to: created.address, from: "win@lottery.example", signedBy: ["lottery.example"])
        #expect(await office.workplace.receive(spam) == .taken)
        #expect(try await office.status(of: created.id) == .connected)
        let waiting = try await office.workplace.listUnfiledMail(by: office.author)
        #expect(waiting.map(\.mail.doubt) == [.unprovenSender], "kept, and left to a person")
    }

    @Test("an email connection that waits for its first mail is nobody's overdue check")
    func pending() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let created = try await mailbox(in: office)
        office.clock.advance(by: 5 * 86_400)
        try await office.workplace.tickClock(limit: 10)
        #expect(try await office.workplace.scheduleDue(limit: 10) == 0)
        #expect(try await office.status(of: created.id) == .pending)
    }

    @Test("the learned rhythm is the median gap, and silence is a quarter later, at least five days")
    func rhythm() {
        let start = TestClock().now()
        func days(_ days: [Double]) -> [Date] { days.map { start.addingTimeInterval($0 * 86_400) } }
        #expect(MailRhythm.silentAt(after: []) == nil)
        #expect(MailRhythm.usualGap(of: days([0, 30])) == nil)
        #expect(MailRhythm.usualGap(of: days([0, 1, 30, 31, 61])) == 30 * 86_400.0)
        #expect(MailRhythm.silentAt(after: days([0, 30, 60])) == days([97.5])[0])
        #expect(MailRhythm.silentAt(after: days([0, 7, 14])) == days([26])[0])
        #expect(MailRhythm.silentAt(after: days([0])) == days([77.5])[0])
    }

    private func bounce(to address: String, _ proof: Authenticity, in office: Office) -> InboundMessage {
        InboundMessage(
            transport: .smtp, receivedAt: office.clock.now(), recipient: address, sender: "postmaster@mail.example",
            subject: "Undeliverable",
            text: "550 5.7.520 Access denied, Your organization does not allow external forwarding",
            authenticity: proof, rawSize: 100)
    }

    private func mailbox(in office: Office) async throws -> CreatedEmailConnection {
        try await office.workplace.createEmailConnection(
            NewConnection(
                holder: .named("Mia Mail", email: "mia@mail.example"), providerKey: Provider.tower.key.text),
            by: office.author)
    }
}
