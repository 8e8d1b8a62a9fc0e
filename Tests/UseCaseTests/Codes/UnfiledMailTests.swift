import Domain
import Foundation
import Ports
import Support
import Testing
import UseCases

/// Mails that nobody could file by themselves: none is lost, and a person decides.
@Suite struct UnfiledMailTests {
    @Test(
        "files of an unproven sender wait, and what a person files proves the forwarding",
        arguments: StoreEngine.allCases)
    func filed(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let created = try await office.emptyMailbox()
        _ = await office.workplace.receive(stranger(in: office, to: created.address))
        #expect(try await office.status(of: created.id) == .pending)
        #expect(try await office.workplace.countUnfiledMail(by: office.author) == 1)
        let waiting = try #require(try await office.workplace.listUnfiledMail(by: office.author).first)
        #expect(waiting.connection.id == created.id && waiting.others.isEmpty)
        let shown = try await office.workplace.showForwarding(of: created.id, by: office.author)
        #expect(shown.waiting.map(\.id) == [waiting.id] && shown.mails.isEmpty && shown.lastBillAt == nil)

        try await office.workplace.fileMail(waiting.id, by: office.author)
        #expect(try await office.status(of: created.id) == .connected)
        #expect(try await office.workplace.countUnfiledMail(by: office.author) == 0)
        let after = try await office.workplace.showForwarding(of: created.id, by: office.author)
        #expect(after.mails.map(\.id) == [waiting.id] && after.lastBillAt == waiting.mail.receivedAt)
        try await office.workplace.fileMail(waiting.id, by: office.author)
        let audit = try await office.workplace.listAudit(by: office.author).lines.map(\.entry.action)
        #expect(audit.count { $0 == "mail.filed" } == 1, "twice is as good as once")
    }

    @Test("a mail may be filed under another email connection, and under nothing else", arguments: StoreEngine.allCases)
    func elsewhere(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let (first, second) = (try await office.emptyMailbox(), try await office.emptyMailbox())
        _ = await office.workplace.receive(stranger(in: office, to: first.address))
        let waiting = try #require(try await office.workplace.listUnfiledMail(by: office.author).first)
        #expect(waiting.others.map(\.id) == [second.id])
        await office.portal.add("pat", .init(password: "sesame-1"))
        let online = try await office.connect()
        await #expect(throws: UseCaseError.notFound(.connection)) {
            try await office.workplace.fileMail(waiting.id, under: online.id, by: office.author)
        }
        try await office.workplace.fileMail(waiting.id, under: second.id, by: office.author)
        #expect(try await office.status(of: first.id) == .pending)
        #expect(try await office.status(of: second.id) == .connected)
    }

    @Test(
        "what is set aside leaves the list, counts as no bill, and can still be opened", arguments: StoreEngine.allCases
    )
    func setAside(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let created = try await office.emptyMailbox()
        _ = await office.workplace.receive(stranger(in: office, to: created.address))
        let waiting = try #require(try await office.workplace.listUnfiledMail(by: office.author).first)
        try await office.workplace.setMailAside(waiting.id, by: office.author)
        #expect(try await office.workplace.listUnfiledMail(by: office.author).isEmpty)
        let shown = try await office.workplace.showForwarding(of: created.id, by: office.author)
        #expect(shown.mails.isEmpty && shown.lastBillAt == nil && shown.connection.status == .pending)
        #expect(try await !office.workplace.fetchMailDocument(0, of: waiting.id, by: office.author).bytes.isEmpty)
    }

    @Test("all mails are listed page by page, whatever became of them", arguments: StoreEngine.allCases)
    func pages(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let id = try await office.mailbox()
        let address = try await office.billAddress(of: id)
        _ = await office.workplace.receive(stranger(in: office, to: address))
        let waiting = try #require(try await office.workplace.listUnfiledMail(by: office.author).first?.id)
        try await office.workplace.setMailAside(waiting, by: office.author)
        office.clock.advance(by: 60)
        _ = await office.workplace.receive(stranger(in: office, to: address))
        var found: [FiledMail] = []
        var cursor: String?
        repeat {
            let page = try await office.workplace.listMails(of: id, after: cursor, limit: 1, by: office.author)
            found += page.mails
            cursor = page.next
        } while cursor != nil
        #expect(found.count == 3 && Set(found.map(\.id)).count == 3)
        #expect(found.first?.filedAt == nil && found.count { $0.isSetAside } == 1)
        let foreign = try await office.emptyMailbox().id
        for cursor in ["nonsense", Identifier<FiledMail>.unknown.prefixed, found[0].id.prefixed] {
            await #expect(throws: UseCaseError.invalidCursor) {
                try await office.workplace.listMails(of: foreign, after: cursor, by: office.author)
            }
        }
    }

    @Test("a mail of the utility without a PDF stays for the operator, and keeps what else is in it")
    func noDocument() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.mailbox()
        let address = try await office.billAddress(of: id)
        _ = await office.workplace.receive(
            message(in: office, to: address, files: [("usage.csv", "text/csv", "day,kWh"), ("run.exe", "x/y", "MZ")]))
        #expect(try await office.status(of: id) == .connected)
        let waiting = try #require(try await office.workplace.listUnfiledMail(by: office.author).first)
        #expect(waiting.mail.doubt == .noDocument)
        let names = try await [0, 1].asyncMap {
            try await office.workplace.fetchMailDocument($0, of: waiting.id, by: office.author).fileName
        }
        #expect(names == ["usage.csv", "run.exe.bin"], "nothing is downloaded under a name that runs")
    }

    @Test("the customer and operators may forward bills by hand; a viewer's mail proves nothing")
    func forwarders() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let created = try await office.emptyMailbox()
        _ = try await office.colleague(.viewer, email: "vera@viewer.example")
        _ = await office.workplace.receive(
            office.bill(to: created.address, from: "vera@viewer.example", signedBy: ["viewer.example"]))
        #expect(try await office.status(of: created.id) == .pending)
        _ = await office.workplace.receive(
            office.bill(to: created.address, from: "olga@acme.example", signedBy: ["acme.example"]))
        #expect(try await office.status(of: created.id) == .connected)
        _ = await office.workplace.receive(
            office.bill(to: created.address, from: "mia@mail.example", signedBy: ["mail.example"], text: "%PDF-2"))
        let shown = try await office.workplace.showForwarding(of: created.id, by: office.author)
        #expect(shown.mails.count == 2 && shown.waiting.count == 1)
    }

    @Test("an old bill that is filed late does not hush the alarm")
    func late() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.mailbox()
        let address = try await office.billAddress(of: id)
        _ = await office.workplace.receive(stranger(in: office, to: address))
        let waiting = try #require(try await office.workplace.listUnfiledMail(by: office.author).first)
        office.clock.advance(by: 200 * 86_400)
        _ = try await office.workplace.scheduleDue(limit: 10)
        #expect(try await office.status(of: id) == .additionalCredentialsNeeded)
        try await office.workplace.fileMail(waiting.id, by: office.author)
        #expect(try await office.status(of: id) == .additionalCredentialsNeeded)
    }

    @Test("names that hide, turn around or break out are kept as plain text")
    func hostileNames() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let created = try await office.emptyMailbox()
        let name = "bill\u{202E}fdp.exe\u{0}\r\n\u{200B}\u{2066}\".pdf"
        _ = await office.workplace.receive(
            message(
                in: office, to: created.address, from: "a@b\u{202E}c.example",
                files: [(name, "application/pdf", "%PDF-1")]))
        let waiting = try #require(try await office.workplace.listUnfiledMail(by: office.author).first)
        #expect(waiting.mail.attachments.map(\.name) == ["billfdp.exe\".pdf"])
        #expect(waiting.mail.senderDomain == "bc.example")
        let document = try await office.workplace.fetchMailDocument(0, of: waiting.id, by: office.author)
        #expect(document.fileName == "billfdp.exe.pdf")
    }

    @Test("a stopped address takes nothing, and a new one takes its place")
    func stopped() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.mailbox()
        let first = try await office.billAddress(of: id)
        try await office.workplace.stopForwarding(of: id, by: office.author)
        try await office.workplace.stopForwarding(of: id, by: office.author)
        #expect(await office.workplace.receive(office.bill(to: first)) == .unknownRecipient)
        let second = try await office.workplace.setUpForwarding(of: id, by: office.author)
        #expect(second != first && second.hasPrefix("b-"))
        #expect(await office.workplace.receive(office.bill(to: second)) == .taken)
        let timeline = try await office.workplace.showConnection(id, by: office.author).timeline.map(\.kind)
        #expect(timeline.count { $0 == "forwarding_stopped" } == 1 && timeline.contains("forwarding_set_up"))
    }

    @Test("only email connections have forwarding, and viewers change nothing of it")
    func refusals() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let online = try await office.connect().id
        await #expect(throws: UseCaseError.notFound(.connection)) {
            try await office.workplace.setUpForwarding(of: online, by: office.author)
        }
        await #expect(throws: UseCaseError.notFound(.connection)) {
            try await office.workplace.stopForwarding(of: online, by: office.author)
        }
        let created = try await office.emptyMailbox()
        _ = await office.workplace.receive(stranger(in: office, to: created.address))
        let mail = try #require(try await office.workplace.listUnfiledMail(by: office.author).first?.id)
        let viewer = try await office.colleague(.viewer).author
        await #expect(throws: UseCaseError.notAllowed(needs: .operate)) {
            try await office.workplace.fileMail(mail, by: viewer)
        }
        await #expect(throws: UseCaseError.notAllowed(needs: .operate)) {
            try await office.workplace.setMailAside(mail, by: viewer)
        }
        await #expect(throws: UseCaseError.notAllowed(needs: .operate)) {
            try await office.workplace.setUpForwarding(of: created.id, by: viewer)
        }
        #expect(try await office.workplace.listUnfiledMail(by: viewer).count == 1)
    }

    @Test("an email connection says what it is, and offers no check")
    func words() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let created = try await office.emptyMailbox()
        var detail = try await office.workplace.showConnection(created.id, by: office.author)
        #expect(detail.summary.cause == "No mail has arrived yet." && detail.summary.nextAction == .nothing)
        _ = await office.workplace.receive(office.bill(to: created.address, signedBy: ["mail.example"]))
        detail = try await office.workplace.showConnection(created.id, by: office.author)
        #expect(detail.summary.nextAction == .reconnect)
        #expect(detail.customerText.contains("may not be from Tower Electric"))
        _ = await office.workplace.receive(office.bill(to: created.address))
        detail = try await office.workplace.showConnection(created.id, by: office.author)
        #expect(detail.summary.cause == "Bills arrive by mail." && detail.summary.nextAction == .nothing)
        #expect(!detail.actions.contains(.check))
    }

    // MARK: Mails

    private func stranger(in office: Office, to address: String) -> InboundMessage {
        office.bill(to: address, from: "win@lottery.example", signedBy: ["lottery.example"])
    }

    private func message(
        in office: Office, to address: String, from sender: String = "billing@tower.example",
        files: [(name: String, type: String, text: String)]
    ) -> InboundMessage {
        InboundMessage(
            transport: .smtp, receivedAt: office.clock.now(), recipient: address, sender: sender, subject: "Your bill",
            text: "See the files.", authenticity: Authenticity(dkimDomains: ["tower.example"]), rawSize: 1000,
            attachments: files.map {
                InboundAttachment(name: $0.name, mediaType: $0.type, bytes: Array($0.text.utf8))
            })
    }
}

extension Identifier {
    /// Nobody's.
    fileprivate static var unknown: Self {
        guard let id = Self("01900000-0000-7000-8000-000000000000") else { preconditionFailure("a UUID is one") }
        return id
    }
}

extension Sequence where Self: Sendable, Element: Sendable {
    /// One after the other.
    fileprivate func asyncMap<Value>(_ change: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await change(element)) }
        return values
    }
}
