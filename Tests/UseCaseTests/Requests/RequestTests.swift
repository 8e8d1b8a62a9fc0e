import Domain
import Foundation
import Ports
import Store
import Support
import Testing
import UseCases

/// Journeys 4 and 5: a customer is asked, and answers.
@Suite struct RequestTests {
    @Test(
        "bad login, request, new password, connected; the receipt brings the control page",
        arguments: StoreEngine.allCases)
    func repairs(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let id = try await office.broken()
        let asked = try await office.ask(about: id, note: "We miss your bills.")
        #expect(try await office.request(asked.id).summary.progress == .sent)
        #expect(office.post.letters.count == 1)
        let letter = try #require(office.post.letters.first)
        #expect(letter.to == Letter.Party(name: "Ana Rivera", address: "ana@rivera.example"))
        #expect(letter.text.contains("We miss your bills."))

        let first = try await office.workplace.openRequest(asked.token)
        #expect(first.items.map(\.step) == [.consent])
        try await office.workplace.consent(asked.token, to: .usual, from: .phone)
        guard case .signIn = try await office.workplace.openRequest(asked.token).current?.step else {
            return #expect(Bool(false), "no sign-in is asked for")
        }
        try await office.workplace.submitSignIn(
            asked.token, for: id, ["username": Secret("pat"), "password": Secret("sesame-2")])
        guard case .progress = try await office.workplace.openRequest(asked.token).current?.step else {
            return #expect(Bool(false), "nothing is tried")
        }
        try await office.work()
        guard case .accounts(let accounts, _) = try await office.workplace.openRequest(asked.token).current?.step else {
            return #expect(Bool(false), "no accounts are shown")
        }
        #expect(try await office.status(of: id) == .connected)
        // The customer is at it: nothing ends under his hands.
        #expect(try await office.request(asked.id).summary.progress == .started)
        try await office.workplace.shareAccounts(asked.token, for: id, Set(accounts.map(\.id)))
        try await office.work()

        let detail = try await office.request(asked.id)
        #expect(detail.summary.progress == .completed)
        #expect(detail.events.map(\.kind) == [.created, .sent, .started, .signInTried, .completed])
        #expect(office.post.letters.map(\.subject) == ["request from Acme Solar", "receipt from Acme Solar"])
        let control = try await office.workplace.openControl(try office.lastToken())
        #expect(control.connections.map(\.id) == [id])
        #expect(control.connections.first?.visits.count == 2)
    }

    @Test("a wrong password says so, is asked for anew, and is never sent twice")
    func wrongPassword() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.broken()
        let asked = try await office.ask(about: id)
        try await office.workplace.consent(asked.token, to: .usual, from: .phone)
        try await office.workplace.submitSignIn(
            asked.token, for: id, ["username": Secret("pat"), "password": Secret("nope")])
        try await office.work()
        guard case .signIn(let step) = try await office.workplace.openRequest(asked.token).current?.step else {
            return #expect(Bool(false), "no second try is offered")
        }
        guard case .passwordRejected = step.lastOutcome else { return #expect(Bool(false), "the cause is not named") }
        let refusal = await #expect(throws: UseCaseError.self) {
            try await office.workplace.submitSignIn(
                asked.token, for: id, ["username": Secret("pat"), "password": Secret("nope")])
        }
        guard case .invalid(let problems) = refusal else { return #expect(Bool(false), "it was sent again") }
        #expect(problems.map(\.code) == ["rejected_before"])
        // A blank field never falls back on what somebody else stored.
        await #expect(throws: UseCaseError.self) {
            try await office.workplace.submitSignIn(
                asked.token, for: id, ["username": Secret(""), "password": Secret("sesame-2")])
        }
    }

    @Test("it heals by itself: the request is off, its link says so, and no reminder goes out")
    func heals() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.broken()
        let asked = try await office.ask(about: id)
        let run = try await office.workplace.submitCredentials(
            ["username": Secret("pat"), "password": Secret("sesame-2")], for: id, by: office.author)
        try await office.workplace.runCheck(run)
        #expect(try await office.request(asked.id).summary.progress == .healed)
        #expect(try await office.workplace.openRequest(asked.token).state == .healed)
        await #expect(throws: DoorstepError.requestOver(.healed)) {
            try await office.workplace.consent(asked.token, to: .usual, from: .phone)
        }
        office.clock.advance(by: 20 * 86_400)
        try await office.tick()
        #expect(office.post.letters.count == 1)
    }

    @Test("nothing is said once it healed before the letter went out")
    func healsInTime() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.broken()
        let request = try await office.draft(about: id)
        try await office.workplace.sendRequest(request, by: office.author)
        let run = try await office.workplace.submitCredentials(
            ["username": Secret("pat"), "password": Secret("sesame-2")], for: id, by: office.author)
        try await office.workplace.runCheck(run)
        try await office.work()
        #expect(office.post.letters.isEmpty)
        #expect(try await office.request(request).letters.map(\.state) == [.withdrawn])
    }

    @Test("declining leaves a permission in force alone, and after an approval it is too late")
    func declines() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.broken()
        let asked = try await office.ask(about: id)
        try await office.workplace.declineRequest(asked.token, reason: "Not now,\nthank you.")
        let detail = try await office.request(asked.id)
        #expect(detail.summary.progress == .declined)
        #expect(detail.declineReason == "Not now,\nthank you.")
        #expect(try await office.status(of: id) == .passwordIncorrect)
        #expect(try await office.workplace.authorization(of: id, by: office.author)?.authorization.state == .active)
        await #expect(throws: DoorstepError.requestOver(.declined)) {
            try await office.workplace.declineRequest(asked.token, reason: "")
        }
    }

    @Test("two people on one link: the second finds the step done, and one password is sent")
    func twoOnOneLink() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.broken()
        let asked = try await office.ask(about: id)
        try await office.workplace.consent(asked.token, to: .usual, from: .phone)
        try await office.workplace.submitSignIn(
            asked.token, for: id, ["username": Secret("pat"), "password": Secret("sesame-2")])
        try await office.work()
        try await office.workplace.shareAccounts(
            asked.token, for: id,
            Set(try await office.workplace.showConnection(id, by: office.author).accounts.map(\.id)))
        await #expect(throws: DoorstepError.requestOver(.completed)) {
            try await office.workplace.submitSignIn(
                asked.token, for: id, ["username": Secret("pat"), "password": Secret("sesame-2")])
        }
        #expect(await office.portal.submissions(of: "pat") == 2)
    }

    @Test("handed over, the old link is dead and the new person is asked in his own name")
    func handsOver() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let asked = try await office.ask(about: try await office.broken())
        try await office.workplace.handOverRequest(asked.token, toName: "Böhm 電力", email: "facility@rivera.example")
        try await office.work()
        #expect(office.post.letters.last?.to.address == "facility@rivera.example")
        #expect(office.post.letters.last?.to.name == "Böhm 電力")
        await #expect(throws: DoorstepError.linkRevoked) { try await office.workplace.seeRequest(asked.token) }
        #expect(try await office.workplace.openRequest(office.lastToken()).customerName == "Ana Rivera")
    }

    @Test("sent again while its letter waits for the next try, it goes at once, and once")
    func again() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        office.post.answer(.postponed(words: "Greylisted"))
        let id = try await office.broken()
        let request = try await office.draft(about: id)
        try await office.workplace.sendRequest(request, by: office.author)
        try await office.work()
        office.post.answer(.accepted)
        try await office.work()
        #expect(office.post.letters.isEmpty)
        try await office.workplace.sendRequest(request, by: office.author)
        try await office.work()
        #expect(office.post.letters.count == 1)
        office.clock.advance(by: 86_400)
        try await office.work()
        #expect(office.post.letters.count == 1)
        #expect(Set(try await office.request(request).letters.map(\.state)) == [.sent, .withdrawn])
    }

    @Test("nobody is reminded of what is paused; once it goes on, he is")
    func rests() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        office.clock.advance(by: 8 * 3600)
        let id = try await office.broken()
        let asked = try await office.ask(about: id)
        try await office.workplace.pause(id, by: office.author)
        for _ in 1...3 {
            office.clock.advance(by: 86_400)
            try await office.tick()
        }
        #expect(office.post.letters.count == 1)
        try await office.workplace.resume(id, by: office.author)
        office.clock.advance(by: 3600)
        try await office.tick()
        #expect(office.post.letters.count == 2)
        #expect(try await office.request(asked.id).summary.remindersSent == 1)
    }

    @Test("each filter says how many there are", arguments: StoreEngine.allCases)
    func counts(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let asked = try await office.ask(about: try await office.broken("pat"))
        _ = try await office.ask(about: try await office.broken("eve", of: "Eve", email: "eve@other.example"))
        _ = try await office.draft(about: try await office.broken("ida", of: "Ida", email: "ida@other.example"))
        try await office.workplace.declineRequest(asked.token, reason: "")
        let page = try await office.workplace.listRequests(.open, by: office.author)
        #expect(page.rows.count == 1)
        #expect(
            page.counts == [
                .open: 1, .held: 0, .bounced: 0, .completed: 0, .declined: 1, .expired: 0, .all: 2,
            ])
        #expect(try await office.workplace.listRequests(.all, by: office.neighbour()).counts[.all] == 0)
    }

    @Test("links: unknown, expired, renewed by letter, revoked")
    func links() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let asked = try await office.ask(about: try await office.broken())
        await #expect(throws: DoorstepError.unknownLink) { try await office.workplace.openRequest(Secret("guess")) }
        await #expect(throws: DoorstepError.unknownLink) { try await office.workplace.openControl(asked.token) }
        office.clock.advance(by: 7 * 86_400)
        #expect(try await office.workplace.openRequest(asked.token).link == .expired)
        await #expect(throws: DoorstepError.linkExpired) { try await office.workplace.seeRequest(asked.token) }
        try await office.workplace.renewLink(asked.token)
        try await office.work()
        let fresh = try office.lastToken()
        #expect(try await office.workplace.openRequest(fresh).link == .usable)
        try await office.workplace.revokeRequest(asked.id, by: office.author)
        #expect(try await office.workplace.openRequest(fresh).link == .revoked)
        await #expect(throws: DoorstepError.linkRevoked) {
            try await office.workplace.declineRequest(fresh, reason: "")
        }
    }

    @Test("another utility begins a new connection; the old one stays as it is")
    func otherUtility() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.broken()
        let asked = try await office.ask(about: id)
        try await office.workplace.consent(asked.token, to: .usual, from: .phone)
        try await office.workplace.chooseUtility(asked.token, for: id, Provider.summit.key.text)
        let item = try #require(try await office.workplace.openRequest(asked.token).current)
        #expect(item.utility.key == Provider.summit.key)
        #expect(item.connectionID != id)
        await office.portal.add("ana", .init(password: "water-1"))
        try await office.workplace.submitSignIn(
            asked.token, for: item.connectionID, ["username": Secret("ana"), "password": Secret("water-1")])
        try await office.work()
        #expect(try await office.status(of: item.connectionID) == .connected)
        #expect(try await office.status(of: id) == .passwordIncorrect)
        let authorization = try await office.workplace.authorization(of: item.connectionID, by: office.author)
        #expect(authorization?.authorization.state == .active)
        #expect(authorization?.consents.first?.giver == .customer)
        #expect(authorization?.consents.first?.address == "203.0.113.9")
        await #expect(throws: UseCaseError.self) {
            try await office.workplace.chooseUtility(asked.token, for: item.connectionID, "no-such-thing")
        }
    }

    @Test("what is not ticked is not kept, and not collected again")
    func ticks() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.broken()
        await office.portal.add(
            "pat", .init(password: "sesame-2", accounts: [.sample(), .sample("1002-7777")]))
        let asked = try await office.ask(about: id)
        try await office.workplace.consent(asked.token, to: .usual, from: .phone)
        try await office.workplace.submitSignIn(
            asked.token, for: id, ["username": Secret("pat"), "password": Secret("sesame-2")])
        try await office.work()
        guard case .accounts(let accounts, _) = try await office.workplace.openRequest(asked.token).current?.step else {
            return #expect(Bool(false), "no accounts are shown")
        }
        await #expect(throws: UseCaseError.self) {
            try await office.workplace.shareAccounts(asked.token, for: id, [])
        }
        try await office.workplace.shareAccounts(
            asked.token, for: id, Set(accounts.filter { $0.number == "1002-4821" }.map(\.id)))
        let run = try await office.workplace.checkNow(id, by: office.author)
        try await office.workplace.runCheck(run)
        let shown = try await office.workplace.showConnection(id, by: office.author)
        let withheld = try #require(shown.accounts.first { $0.number == "1002-7777" })
        #expect(withheld.withheldAt != nil)
        #expect(!shown.bills.contains { $0.accountNumber == "1002-7777" })
        #expect(shown.bills.contains { $0.accountNumber == "1002-4821" })
    }

    @Test("without a mail server letters are kept, and marked; a copied link works all the same")
    func unsent() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite(), sendsMail: false)
        let id = try await office.broken()
        let request = try await office.draft(about: id)
        try await office.workplace.sendRequest(request, by: office.author)
        try await office.work()
        let detail = try await office.request(request)
        #expect(detail.letters.map(\.state) == [.unsent])
        #expect(detail.letters.first?.text?.contains("Harbor Light") == true)
        #expect(detail.letters.first?.text?.contains("/r/…") == true)
        let token = try await office.workplace.copyRequestLink(request, by: office.author)
        #expect(try await office.workplace.openRequest(token).link == .usable)
    }

    @Test("a refused address stops the reminders; a mail server that is away is tried again, under the same message id")
    func troubles() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.broken()
        let request = try await office.draft(about: id)
        office.post.answer(.postponed(words: "no connection"))
        try await office.workplace.sendRequest(request, by: office.author)
        try await office.work()
        #expect(try await office.request(request).letters.map(\.state) == [.waiting])
        office.post.answer(.accepted)
        office.clock.advance(by: 60)
        try await office.work()
        let letter = try #require(try await office.request(request).letters.first)
        #expect(letter.state == .sent)
        #expect(letter.tries == 2)
        #expect(office.post.letters.map(\.messageID) == ["\(letter.id.prefixed)@acme.example"])

        office.post.answer(.refused(code: 550, words: "no such user"))
        try await office.workplace.sendRequest(request, by: office.author)
        try await office.work()
        #expect(try await office.request(request).summary.progress == .bounced)
        office.post.answer(.accepted)
        office.clock.advance(by: 20 * 86_400)
        try await office.tick()
        #expect(office.post.letters.count == 1)
    }
}
