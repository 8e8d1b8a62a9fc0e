import Domain
import Foundation
import Ports
import Support
import Testing
import UseCases

/// Journey 3: a code that a utility mails reaches the one run that waits for it, and nothing else is used.
@Suite(.timeLimit(.minutes(5))) struct RelayTests {
    @Test("a rehearsal shows a genuine code arriving, and proves the route", arguments: StoreEngine.allCases)
    func rehearsal(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let id = try await office.towered()
        try await office.workplace.setUpCodeRoute(.email, for: id, by: office.author)
        let alias = try await office.alias(of: id)
        #expect(alias.hasPrefix("c-") && alias.hasSuffix("@codes.acme.example") && alias.utf8.count == 47)
        #expect(try await office.workplace.showCodeRoute(of: id, by: office.author).health == .unproven)

        let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        try await office.carryOut(run) {
            let waiting = try await office.workplace.showRun(run, by: office.author)
            #expect(waiting.connection.activity == .waitingForCode)
            #expect(waiting.codeWait?.channel == .email)
            #expect(waiting.codeWait?.route == .email)
            office.clock.advance(by: 7)
            #expect(await office.workplace.receive(office.mail(to: alias.uppercased())) == .taken)
        }

        let detail = try await office.workplace.showRun(run, by: office.author)
        #expect(detail.summary.progress == .succeeded)
        #expect(detail.codeWait?.state == .accepted)
        #expect(detail.codeWait?.arrivedAfter == 7)
        #expect(detail.codeWait?.attempts == 1)
        #expect(await office.portal.codes.map(\.code) == ["481207"])
        let shown = try await office.workplace.showCodeRoute(of: id, by: office.author)
        #expect(shown.health == .proven)
        #expect(shown.route?.lastDelay == 7)
        #expect(shown.ledger.used == 1)
        #expect(shown.ledger.lines.map(\.sender) == ["tower.example"])
    }

    @Test("the first code wins; later ones are counted and not used")
    func firstWins() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await waiting(in: office)
        let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        try await office.carryOut(run) {
            await withTaskGroup(of: Void.self) { group in
                for number in 1...4 {
                    group.addTask {
                        let mail = office.mail(to: alias, reference: "<\(number)@tower.example>")
                        #expect(await office.workplace.receive(mail) == .taken)
                    }
                }
            }
            await #expect(throws: UseCaseError.codeNotWanted) {
                try await office.workplace.answerCode(Secret("481207"), for: run, by: office.author)
            }
        }
        #expect(await office.portal.codes.count == 1)
        let verdicts = try await office.verdicts(of: id)
        #expect(verdicts.count { $0 == .used } == 1)
        #expect(verdicts.count == 4)
    }

    @Test("the same message twice is one message")
    func replay() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await waiting(in: office)
        for _ in 1...3 {
            let mail = office.mail(to: alias, reference: "<1@tower.example>")
            #expect(await office.workplace.receive(mail) == .taken)
        }
        #expect(try await office.verdicts(of: id) == [.nobodyWaiting])
    }

    @Test("a code that nothing asked for is told, and not kept for later")
    func nobodyWaiting() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await waiting(in: office)
        #expect(await office.workplace.receive(office.mail(to: alias)) == .taken)
        let timeline = try await office.workplace.showConnection(id, by: office.author).timeline
        #expect(timeline.first?.kind == "code_unexpected")

        let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        try await office.carryOut(run) { try await timeOut(in: office) }
        #expect(await office.portal.codes.isEmpty)
        #expect(try await office.status(of: id) == .mfaTokenExpired)
    }

    @Test("a second copy of a code that was used is no alarm; one that comes much later is")
    func echo() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await waiting(in: office)
        let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        try await office.carryOut(run) {
            #expect(await office.workplace.receive(office.mail(to: alias, reference: "<1@tower.example>")) == .taken)
        }
        office.clock.advance(by: 60)
        #expect(await office.workplace.receive(office.mail(to: alias, reference: "<2@tower.example>")) == .taken)
        #expect(try await office.verdicts(of: id).contains(.tooLate))
        var timeline = try await office.workplace.showConnection(id, by: office.author).timeline
        #expect(!timeline.contains { $0.kind == "code_unexpected" })

        office.clock.advance(by: 121)
        #expect(await office.workplace.receive(office.mail(to: alias, reference: "<3@tower.example>")) == .taken)
        timeline = try await office.workplace.showConnection(id, by: office.author).timeline
        #expect(timeline.contains { $0.kind == "code_unexpected" })
    }

    @Test("a newsletter of the utility raises no alarm")
    func newsletter() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await waiting(in: office)
        let letter = InboundMessage(
            transport: .smtp, receivedAt: office.clock.now(), recipient: alias, sender: "news@tower.example",
            subject: "Spring savings", text: "Insulate your attic and save.",
            authenticity: Authenticity(dkimDomains: ["tower.example"]), rawSize: 100)
        #expect(await office.workplace.receive(letter) == .taken)
        #expect(try await office.verdicts(of: id) == [.irrelevant])
        let timeline = try await office.workplace.showConnection(id, by: office.author).timeline
        #expect(!timeline.contains { $0.kind == "code_unexpected" })
    }

    @Test(
        "nobody but the utility is read, however much it looks like it",
        arguments: [
            ("codes@tower.example", Set<String>()), ("codes@tower.example", ["evil.example"]),
            ("codes@evil.example", ["evil.example"]), ("codes@nottower.example", ["nottower.example"]),
            ("codes@tower.example.evil.example", ["tower.example.evil.example"]), ("", ["tower.example"]),
        ] as [(String, Set<String>)])
    func foreign(sender: String, domains: Set<String>) async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await waiting(in: office)
        let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        try await office.carryOut(run) {
            let mail = office.mail(to: alias, from: sender, signedBy: domains)
            #expect(await office.workplace.receive(mail) == .taken)
            #expect(try await office.verdicts(of: id) == [.foreignSender])
            try await timeOut(in: office)
        }
        #expect(await office.portal.codes.isEmpty)
    }

    @Test("subdomains of the utility and a door that vouches are believed")
    func believed() async throws {
        for (sender, authenticity) in [
            ("codes@mail.tower.example", Authenticity(dkimDomains: ["mail.tower.example"])),
            ("codes@tower.example", Authenticity(isVouchedFor: true)),
        ] {
            let mail = InboundMessage(
                transport: .postmark, receivedAt: TestClock().now(), recipient: "", sender: sender, text: "",
                authenticity: authenticity, rawSize: 0)
            #expect(SenderCheck.passes(mail, senders: ["tower.example"]))
            #expect(!SenderCheck.passes(mail, senders: ["other@tower.example"]))
        }
    }

    @Test("a message older than the request is not used")
    func tooOld() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await waiting(in: office)
        let early = office.clock.now()
        office.clock.advance(by: 60)
        let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        try await office.carryOut(run) {
            #expect(await office.workplace.receive(office.mail(to: alias, receivedAt: early)) == .taken)
            #expect(try await office.verdicts(of: id) == [.tooOld])
            try await timeOut(in: office)
        }
        #expect(await office.portal.codes.isEmpty)
    }

    @Test("sixty messages of strangers an hour, and not one more; the utility's still come through")
    func limit() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await waiting(in: office)
        for _ in 1...60 {
            #expect(await office.workplace.receive(office.mail(to: alias, from: "a@b.example")) == .taken)
        }
        office.clock.advance(by: 60)
        let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        try await office.carryOut(run) {
            for _ in 1...2 {
                let junk = office.mail(to: alias, from: "a@b.example")
                #expect(await office.workplace.receive(junk) == .tooMany)
            }
            #expect(await office.workplace.verdict(onRecipient: alias) == .accepted)
            #expect(await office.workplace.receive(office.mail(to: alias)) == .taken)
        }
        #expect(await office.portal.codes.map(\.code) == ["481207"])
        #expect(
            try await office.verdicts(of: id).prefix(2).sorted { $0.rawValue < $1.rawValue } == [.overLimit, .used])
        office.clock.advance(by: 3601)
        #expect(await office.workplace.receive(office.mail(to: alias, from: "a@b.example")) == .taken)
    }

    @Test("three hundred messages an hour, whoever sends them")
    func wholeLimit() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (_, alias) = try await waiting(in: office)
        for _ in 1...300 {
            #expect(await office.workplace.receive(office.mail(to: alias)) == .taken)
        }
        #expect(await office.workplace.verdict(onRecipient: alias) == .tooMany)
        #expect(await office.workplace.receive(office.mail(to: alias)) == .tooMany)
        office.clock.advance(by: 3601)
        #expect(await office.workplace.verdict(onRecipient: alias) == .accepted)
    }

    @Test("an alias is found as it is, as a sub-address, and no longer once it was replaced")
    func recipients() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await waiting(in: office)
        let name = String(alias.prefix { $0 != "@" })
        for address in [
            alias, alias.uppercased(), name, "inbox+\(name)@hosted.example", "\(name)+x@codes.acme.example",
        ] {
            #expect(await office.workplace.verdict(onRecipient: address) == .accepted, "\(address)")
        }
        for address in ["", "@", "c-@codes.acme.example", "olga@acme.example", "x\(name)@codes.acme.example"] {
            #expect(await office.workplace.verdict(onRecipient: address) == .unknown, "\(address)")
            #expect(await office.workplace.receive(office.mail(to: address)) == .unknownRecipient)
        }
        try await office.workplace.setUpCodeRoute(.live, for: id, by: office.author)
        #expect(await office.workplace.verdict(onRecipient: alias) == .unknown)
    }

    @Test("a code that is faster than the page that asks for it is used where the portal sends by itself")
    func early() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await waiting(in: office, demand: .init(isSent: true))
        let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        await office.portal.closeDoor(afterPassword: true)
        let check = Task { try await office.workplace.runCheck(run) }
        await office.portal.waitForPassword()
        #expect(await office.workplace.receive(office.mail(to: alias)) == .taken)
        await office.portal.openDoor()
        try await check.value
        let detail = try await office.workplace.showRun(run, by: office.author)
        #expect(detail.summary.progress == .succeeded)
        #expect(detail.codeWait?.attempts == 1)
        #expect(await office.portal.codes.map(\.code) == ["481207"])
        #expect(try await office.verdicts(of: id) == [.used])
    }

    @Test("a run that begins to wait while its code is looked at gets it", arguments: StoreEngine.allCases, 2...4)
    func overtaken(on engine: StoreEngine, before transaction: Int) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let (id, alias) = try await waiting(in: office, demand: .init(isSent: true))
        let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        await office.portal.closeDoor(afterPassword: true)
        let check = Task { try await office.workplace.runCheck(run) }
        await office.portal.waitForPassword()
        let door = office.reopened(
            over: InterruptedStorage(office.storage, before: transaction) {
                await office.portal.openDoor()
                try await office.waitUntilAsked(run)
            })
        #expect(await door.receive(office.mail(to: alias)) == .taken)
        await office.portal.openDoor()
        try await check.value
        #expect(await office.portal.codes.map(\.code) == ["481207"])
        #expect(try await office.verdicts(of: id) == [.used])
    }

    @Test("where the portal sends only when asked, a code that came before is not used")
    func tooEarly() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await waiting(in: office)
        let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        await office.portal.closeDoor(afterPassword: true)
        let check = Task { try await office.workplace.runCheck(run) }
        await office.portal.waitForPassword()
        #expect(await office.workplace.receive(office.mail(to: alias, code: "999999")) == .taken)
        await office.portal.openDoor()
        try await office.waitUntilAsked(run)
        #expect(await office.workplace.receive(office.mail(to: alias)) == .taken)
        try await check.value
        #expect(await office.portal.codes.map(\.code) == ["481207"])
        #expect(await office.portal.sentCodes(to: "pat") == 1)
    }

    @Test("two codes that do not come are told, and the next that does heals the route")
    func silence() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await waiting(in: office)
        for _ in 1...2 {
            let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
            try await office.carryOut(run) { try await timeOut(in: office) }
        }
        #expect(try await office.workplace.showCodeRoute(of: id, by: office.author).health == .silent)
        let timeline = try await office.workplace.showConnection(id, by: office.author).timeline
        #expect(timeline.count { $0.kind == "codes_silent" } == 1)

        let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        try await office.carryOut(run) { _ = await office.workplace.receive(office.mail(to: alias)) }
        #expect(try await office.workplace.showCodeRoute(of: id, by: office.author).health == .proven)
        #expect(try await office.status(of: id) == .connected)
    }

    /// A connection with an alias, whose portal asks for codes by mail.
    private func waiting(
        in office: Office, demand: FakePortal.CodeDemand = .init()
    ) async throws -> (Connection.ID, String) {
        let id = try await office.towered(demand: demand)
        try await office.workplace.setUpCodeRoute(.email, for: id, by: office.author)
        return (id, try await office.alias(of: id))
    }

    /// Lets the time for a code pass.
    private func timeOut(in office: Office) async throws {
        office.clock.advance(by: 601)
        try await office.workplace.endOldWaits()
    }
}
