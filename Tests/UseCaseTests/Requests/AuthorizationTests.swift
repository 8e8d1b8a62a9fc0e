import Domain
import Foundation
import Ports
import Store
import Support
import Testing
import UseCases

/// Journey 7: permissions end, are renewed, and are taken back.
@Suite struct AuthorizationTests {
    private static let day: TimeInterval = 86_400

    /// A connected login whose customer has an address, with a permission of so many days.
    private func connected(_ office: Office, days: Int) async throws -> Connection.ID {
        try await office.workplace.changeRequestSettings(.usual(term: "\(days)d"), by: office.author)
        await office.portal.add("pat", .init(password: "sesame-1"))
        let created = try await office.workplace.createConnection(
            NewConnection(
                holder: .named("Ana Rivera", email: "ana@rivera.example"), providerKey: Provider.harbor.key.text,
                fields: ["username": Secret("pat"), "password": Secret("sesame-1")]),
            by: office.author)
        try await office.workplace.runCheck(try #require(created.runID))
        return created.id
    }

    @Test(
        "notices come 30, 7 and 1 days before the end, once each; the end comes at its second",
        arguments: StoreEngine.allCases)
    func ends(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let id = try await connected(office, days: 40)
        let start = office.clock.now()
        func moveTo(day: Double, plus seconds: TimeInterval = 0) async throws {
            office.clock.advance(
                by: start.addingTimeInterval(day * Self.day + seconds).timeIntervalSince(office.clock.now()))
            for _ in 1...3 { try await office.tick() }
        }
        // The clocks of New York go forward in these weeks: forty days by the calendar are an hour short.
        try await moveTo(day: 9.9)
        #expect(office.post.letters.isEmpty)
        try await moveTo(day: 10.5)
        #expect(office.post.letters.map(\.subject) == ["renewal from Acme Solar"])
        try await moveTo(day: 33.5)
        #expect(office.post.letters.count == 2)
        try await moveTo(day: 39.5)
        #expect(office.post.letters.count == 3)

        let end = try #require(
            try await office.workplace.authorization(of: id, by: office.author)?.authorization.expiresAt)
        try await moveTo(day: 0, plus: end.timeIntervalSince(start) - 1)
        #expect(try await office.status(of: id) == .connected)
        try await moveTo(day: 0, plus: end.timeIntervalSince(start))
        #expect(try await office.status(of: id) == .authorizationExpired)
        #expect(office.post.letters.count == 3)
        let shown = try await office.workplace.showConnection(id, by: office.author)
        #expect(!shown.bills.isEmpty)
        let kept = try await office.storage.read { tx in
            (try tx.credentials.current(id) != nil, try tx.dataKeys.find(owner: id.uuid) != nil)
        }
        #expect(kept == (false, false))
        let audit = try await office.workplace.listAudit(by: office.author).lines.map(\.entry.action)
        #expect(audit.contains("authorization.expired"))
    }

    @Test("nothing is signed in to from the second of the end on, even before the clock has looked")
    func nothingAfterTheEnd() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await connected(office, days: 7)
        let run = try await office.workplace.checkNow(id, by: office.author)
        let end = try #require(
            try await office.workplace.authorization(of: id, by: office.author)?.authorization.expiresAt)
        office.clock.advance(by: end.timeIntervalSince(office.clock.now()))
        let visits = await office.portal.visits
        try await office.workplace.runCheck(run)
        #expect(await office.portal.visits == visits)
    }

    @Test("expired, asked, renewed: the same connection, history and accounts", arguments: StoreEngine.allCases)
    func renews(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let id = try await connected(office, days: 7)
        let before = try await office.workplace.showConnection(id, by: office.author)
        let old = try await office.workplace.authorization(of: id, by: office.author)
        office.clock.advance(by: 8 * Self.day)
        try await office.tick()
        #expect(try await office.status(of: id) == .authorizationExpired)
        // The renewal was asked for before the end; its link still works, and so does a new request.
        let asked = try await office.ask(about: id, term: "2y")
        try await office.workplace.consent(asked.token, to: .span(2, .years), from: .phone)
        #expect(try await office.status(of: id) == .authorizationExpired)
        try await office.workplace.submitSignIn(
            asked.token, for: id, ["username": Secret("pat"), "password": Secret("sesame-1")])
        try await office.work()
        #expect(try await office.status(of: id) == .connected)
        let after = try await office.workplace.showConnection(id, by: office.author)
        #expect(after.accounts.map(\.id) == before.accounts.map(\.id))
        #expect(after.bills.map(\.id) == before.bills.map(\.id))
        let now = try await office.workplace.authorization(of: id, by: office.author)
        #expect(now?.authorization.id == old?.authorization.id)
        #expect(now?.authorization.state == .active)
        #expect(now?.consents.map(\.giver) == [.customer, .organization])
    }

    @Test("renewed before the end, no password is asked for and nothing else changes")
    func renewsInTime() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await connected(office, days: 40)
        office.clock.advance(by: 10.5 * Self.day)
        try await office.tick()
        let token = try office.lastToken()
        try await office.workplace.consent(token, to: .untilRevoked, from: .phone)
        try await office.work()
        #expect(try await office.workplace.openRequest(token).state == .completed)
        #expect(office.post.letters.map(\.subject).last == "receipt from Acme Solar")
        let now = try await office.workplace.authorization(of: id, by: office.author)?.authorization
        #expect(now?.expiresAt == nil)
        #expect(try await office.status(of: id) == .connected)
        office.clock.advance(by: 400 * Self.day)
        try await office.tick()
        #expect(office.post.letters.count == 2)
    }

    @Test("declined renewals decline what has ended; asked again, it can be authorized")
    func declinesAndReturns() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await connected(office, days: 7)
        office.clock.advance(by: 8 * Self.day)
        try await office.tick()
        let asked = try await office.ask(about: id)
        try await office.workplace.declineRequest(asked.token, reason: "")
        #expect(try await office.request(asked.id).summary.progress == .declined)
        #expect(try await office.status(of: id) == .authorizationDeclined)
        #expect(try await !office.workplace.showConnection(id, by: office.author).bills.isEmpty)

        let again = try await office.ask(about: id)
        try await office.workplace.consent(again.token, to: .usual, from: .phone)
        try await office.workplace.submitSignIn(
            again.token, for: id, ["username": Secret("pat"), "password": Secret("sesame-1")])
        try await office.work()
        #expect(try await office.status(of: id) == .connected)
    }

    @Test("revoking destroys credentials and data at once, and the audit log says so", arguments: StoreEngine.allCases)
    func revokes(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let id = try await connected(office, days: 7)
        let run = try await office.workplace.checkNow(id, by: office.author)
        try await office.workplace.sendControlLink(to: "ANA@rivera.example")
        try await office.work()
        let token = try office.lastToken()
        try await office.workplace.revokeByCustomer(token, id)
        try await office.work()
        let letter = try #require(office.post.letters.last)
        #expect(letter.subject == "revoked from Acme Solar" && letter.text.contains("Harbor Light"))
        let shown = try await office.workplace.showConnection(id, by: office.author)
        #expect(shown.summary.status == .authorizationRevoked)
        #expect(shown.bills.isEmpty && shown.accounts.isEmpty)
        let visits = await office.portal.visits
        try await office.workplace.runCheck(run)
        #expect(await office.portal.visits == visits)
        let line = try #require(
            try await office.workplace.listAudit(by: office.author).lines.first {
                $0.entry.action == "authorization.revoked"
            })
        #expect(line.author == "The customer")
        let digest = office.workplace.digests.digest(of: Array("%PDF-1.4 October".utf8))
        let left = try await office.storage.write { tx in

            (
                try tx.credentials.current(id) != nil,
                try tx.documents.find(digest, in: office.author.organizationID) != nil
            )
        }
        #expect(left == (false, false))
        // A new permission is a new connection.
        let asked = try await office.ask(about: id)
        try await office.workplace.consent(asked.token, to: .usual, from: .phone)
        let item = try #require(try await office.workplace.openRequest(asked.token).current)
        #expect(item.connectionID != id)
        try await office.workplace.submitSignIn(
            asked.token, for: item.connectionID, ["username": Secret("pat"), "password": Secret("sesame-1")])
        try await office.work()
        #expect(try await office.status(of: item.connectionID) == .connected)
        #expect(try await office.status(of: id) == .authorizationRevoked)
        let new = try await office.workplace.authorization(of: item.connectionID, by: office.author)
        #expect(new?.authorization.replaces == id)
    }

    @Test("the logo goes out inside the message, and previews show it from the page itself")
    func logo() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]
        try await office.workplace.setLogo(picture, by: office.author)
        let id = try await office.broken()
        let asked = try await office.ask(about: id)
        let letter = try #require(office.post.letters.last)
        let sent = try #require(letter.picture)
        #expect(sent.bytes == picture && sent.mediaType == "image/png")
        #expect(letter.html.contains("<img src=\"cid:\(sent.id)\">") && !letter.text.contains("cid:"))
        let preview = try await office.request(asked.id).message.html
        #expect(preview.contains("<img src=\"data:image/png;base64,\(Data(picture).base64EncodedString())\">"))
        try await office.workplace.setLogo(nil, by: office.author)
        try await office.workplace.sendRequest(asked.id, by: office.author)
        try await office.work()
        #expect(office.post.letters.last?.picture == nil && office.post.letters.last?.html.contains("<img") == false)
    }

    @Test("a run that ends after the permission did leaves nothing behind")
    func runsOut() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await connected(office, days: 7)
        let run = try await office.workplace.checkNow(id, by: office.author)
        await office.portal.waitForVisit()
        await office.portal.closeDoor()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await office.workplace.runCheck(run) }
            await office.portal.waitForVisit()
            try await office.workplace.revokeAuthorization(of: id, by: office.author)
            await office.portal.openDoor()
            try await group.waitForAll()
        }
        let shown = try await office.workplace.showConnection(id, by: office.author)
        #expect(shown.accounts.isEmpty && shown.bills.isEmpty)
        let evidence = try await office.storage.read { tx in
            try tx.evidence.steps(run, in: office.author.organizationID)
        }
        #expect(evidence == nil)
        let session = try await office.storage.read { tx in try tx.savedSessions.find(id) }
        #expect(session == nil)
    }

    @Test("the control page: change the term, pause and resume; strangers' connections are none of its")
    func controls() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await connected(office, days: 40)
        let other = try await office.broken("eve", of: "Eve Other", email: "eve@other.example")
        try await office.workplace.sendControlLink(to: "ana@rivera.example")
        try await office.work()
        let token = try office.lastToken()
        try await office.workplace.changeTerm(token, of: id, to: .span(7, .days), from: .phone)
        let changed = try await office.workplace.authorization(of: id, by: office.author)?.authorization
        #expect(changed?.term == .span(7, .days))
        try await office.workplace.pauseByCustomer(token, id)
        #expect(try await office.status(of: id) == .paused)
        try await office.workplace.resumeByCustomer(token, id)
        #expect(try await office.status(of: id) == .connected)
        await #expect(throws: UseCaseError.notFound(.connection)) {
            try await office.workplace.revokeByCustomer(token, other)
        }
        #expect(try await office.workplace.openControl(token).connections.map(\.id) == [id])
        // Nobody learns whether an address is known.
        try await office.workplace.sendControlLink(to: "nobody@nowhere.example")
        try await office.work()
        #expect(office.post.letters.count == 1)
    }
}

extension NewRequestSettings {
    /// What is usual, with another term.
    static func usual(term: String = "3y", returnAddresses: String = "") -> NewRequestSettings {
        var settings = NewRequestSettings()
        settings.term = term
        settings.reminderDays = "2, 5, 10"
        settings.quietFrom = "20"
        settings.quietUntil = "8"
        settings.linkDays = "7"
        settings.returnAddresses = returnAddresses
        return settings
    }
}
