import Domain
import Foundation
import Ports
import Support
import Testing
import UseCases

/// A phone passes its texts on, and serves many connections.
@Suite(.timeLimit(.minutes(5))) struct TextCodeTests {
    @Test("a text goes to the run that waits, and to no other connection of the phone")
    func waitingRun() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let phone = try await phone(in: office, "pat")
        let other = try await office.towered("sam", demand: .init([.sms]))
        try await office.workplace.setUpCodeRoute(.sms(phone: phone.key), for: other, by: office.author)

        let run = try await office.workplace.rehearseCodeRoute(of: phone.id, by: office.author)
        try await office.carryOut(run) {
            #expect(await office.workplace.receive(office.text(to: phone.key)) == .taken)
        }
        #expect(try await office.verdicts(of: phone.id) == [.used])
        #expect(try await office.verdicts(of: other) == [])
        #expect(await office.portal.codes.map(\.username) == ["pat"])
        let shown = try await office.workplace.showCodeRoute(of: other, by: office.author)
        #expect(shown.phones.map(\.connections) == [2])
    }

    @Test("other texts of the phone are not read")
    func foreign() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let phone = try await phone(in: office, "pat")
        let run = try await office.workplace.rehearseCodeRoute(of: phone.id, by: office.author)
        try await office.carryOut(run) {
            let foreign = office.text(to: phone.key, from: "+15550100123")
            #expect(await office.workplace.receive(foreign) == .taken)
            _ = await office.workplace.receive(office.text(to: phone.key))
        }
        #expect(try await office.verdicts(of: phone.id) == [.used])
        #expect(await office.portal.codes.count == 1)
    }

    @Test("two runs of one utility over one phone ask one after the other")
    func serialised() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let phone = try await phone(in: office, "pat")
        let other = try await office.towered("sam", demand: .init([.sms], code: "222222"))
        try await office.workplace.setUpCodeRoute(.sms(phone: phone.key), for: other, by: office.author)
        let first = try await office.workplace.rehearseCodeRoute(of: phone.id, by: office.author)
        let second = try await office.workplace.rehearseCodeRoute(of: other, by: office.author)

        let before = await office.portal.submissions(of: "sam")
        let slot = WatchedSlot()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await office.carryOut(first) {
                    async let queued: Void = office.carryOut(second, in: slot) {
                        _ = await office.workplace.receive(office.text(to: phone.key, code: "222222"))
                    }
                    await slot.waitUntilLeft()
                    #expect(await office.portal.sentCodes(to: "sam") == 0)
                    #expect(await office.portal.submissions(of: "sam") == before, "not even its password goes out")
                    _ = await office.workplace.receive(office.text(to: phone.key))
                    try await queued
                }
            }
            try await group.waitForAll()
        }
        #expect(await office.portal.codes.map(\.code).sorted() == ["222222", "481207"])
        #expect(try await office.status(of: phone.id) == .connected)
        #expect(try await office.status(of: other) == .connected)
    }

    @Test("a portal that sends by itself sends nothing to a second run while one of its codes is under way")
    func sentByItself() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let phone = try await phone(in: office, "pat")
        let other = try await office.towered("sam", demand: .init([.sms], code: "222222", isSent: true))
        try await office.workplace.setUpCodeRoute(.sms(phone: phone.key), for: other, by: office.author)
        let first = try await office.workplace.rehearseCodeRoute(of: phone.id, by: office.author)
        let second = try await office.workplace.rehearseCodeRoute(of: other, by: office.author)
        let before = await office.portal.submissions(of: "sam")
        let slot = WatchedSlot()
        try await office.carryOut(first) {
            async let queued: Void = office.carryOut(second, in: slot) {
                _ = await office.workplace.receive(office.text(to: phone.key, code: "222222"))
            }
            await slot.waitUntilLeft()
            #expect(await office.portal.submissions(of: "sam") == before)
            _ = await office.workplace.receive(office.text(to: phone.key))
            try await queued
        }
        #expect(await office.portal.codes.map(\.code) == ["481207", "222222"])
    }

    @Test("a text that another run past its password may have caused is nobody's")
    func eitherOne() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let phone = try await phone(in: office, "pat")
        let other = try await office.towered("sam", demand: .init([.sms], code: "222222", isSent: true))
        try await office.workplace.setUpCodeRoute(.email, for: other, by: office.author)
        let first = try await office.workplace.rehearseCodeRoute(of: phone.id, by: office.author)
        let second = try await office.workplace.rehearseCodeRoute(of: other, by: office.author)
        try await office.carryOut(first) {
            await office.portal.closeDoor(afterPassword: true)
            async let queued: Void = office.workplace.runCheck(second)
            await office.portal.waitForPassword()
            // Only now do its codes come to this phone: nothing held its password back.
            try await office.workplace.setUpCodeRoute(.sms(phone: phone.key), for: other, by: office.author)
            #expect(await office.workplace.receive(office.text(to: phone.key, code: "222222")) == .taken)
            #expect(try await office.verdicts(of: phone.id) == [])
            office.clock.advance(by: 601)
            try await office.workplace.endOldWaits()
            await office.portal.openDoor()
            try await office.waitUntilAsked(second)
            office.clock.advance(by: 601)
            try await office.workplace.endOldWaits()
            try await queued
        }
        #expect(await office.portal.codes.isEmpty)
    }

    @Test("a text reaches no alias of mail, whose signature it would go round, and a mail reaches no phone")
    func doors() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let phone = try await phone(in: office, "pat")
        let mailed = try await office.towered("sam")
        try await office.workplace.setUpCodeRoute(.email, for: mailed, by: office.author)
        let alias = String(try await office.alias(of: mailed).prefix { $0 != "@" })
        let bills = try await office.emptyMailbox()
        let run = try await office.workplace.rehearseCodeRoute(of: mailed, by: office.author)
        try await office.carryOut(run) {
            let text = office.text(to: alias, from: "codes@tower.example")
            #expect(await office.workplace.receive(text) == .unknownRecipient)
            office.clock.advance(by: 601)
            try await office.workplace.endOldWaits()
        }
        #expect(await office.portal.codes.isEmpty)
        let bill = office.text(to: String(bills.address.prefix { $0 != "@" }), from: "billing@tower.example")
        #expect(await office.workplace.receive(bill) == .unknownRecipient)
        #expect(try await office.status(of: bills.id) == .pending)

        #expect(await office.workplace.receive(office.mail(to: phone.key)) == .unknownRecipient)
        #expect(await office.workplace.verdict(onRecipient: phone.key) == .unknown)
        #expect(await office.workplace.verdict(onRecipient: alias) == .accepted)
    }

    @Test("a phone's key, which is all that its door asks for, is shown to nobody who only looks")
    func viewer() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let phone = try await phone(in: office, "pat")
        let link = try await office.workplace.inviteMember(email: "vera@acme.example", role: .viewer, by: office.author)
        let vera = try await office.workplace.acceptInvitation(
            link: link, name: "Vera", password: Secret("a long enough password"))
        let shown = try await office.workplace.showCodeRoute(of: phone.id, by: vera.signedIn.author)
        #expect(shown.route?.kind == .sms)
        #expect(shown.address == nil && shown.route?.address == nil && shown.phones.isEmpty)
        let own = try await office.workplace.showCodeRoute(of: phone.id, by: office.author)
        #expect(own.address == phone.key && own.phones.map(\.key) == [phone.key])
    }

    private func phone(in office: Office, _ username: String) async throws -> (id: Connection.ID, key: String) {
        let id = try await office.towered(username, demand: .init([.sms]))
        let route = try await office.workplace.setUpCodeRoute(.sms(phone: nil), for: id, by: office.author)
        return (id, try #require(route.address))
    }
}

/// A run's place, which tells when the run has left it to wait for somebody.
private struct WatchedSlot: WorkSlot {
    private let left = AsyncStream.makeStream(of: Void.self)

    func leave() async { left.continuation.yield() }

    func comeBack() async {}

    func waitUntilLeft() async {
        var leaves = left.stream.makeAsyncIterator()
        await leaves.next()
    }
}
