import Domain
import Foundation
import Support
import Testing
import UseCases

/// A member of one organization never sees, changes or infers what belongs to another.
@Suite struct TenantTests {
    /// What another organization has: a connection with a run, a bill, a customer, a key, and its owner.
    private struct Prey: Sendable {
        let connection: Connection.ID
        let run: Run.ID
        let bill: Bill.ID
        let customer: Customer.ID
        let key: APIKey.ID
        let member: Member.ID
        let mailbox: Connection.ID
        let mail: FiledMail.ID
    }

    private typealias Verb = @Sendable (Workplace, Prey, Author) async throws -> Void

    private static let verbs: [(name: String, answer: UseCaseError, call: Verb)] = [
        ("showConnection", .notFound(.connection), { _ = try await $0.showConnection($1.connection, by: $2) }),
        ("prepareReconnect", .notFound(.connection), { _ = try await $0.prepareReconnect($1.connection, by: $2) }),
        (
            "submitCredentials", .notFound(.connection),
            {
                _ = try await $0.submitCredentials(
                    ["username": Secret("eve"), "password": Secret("x")], for: $1.connection, by: $2)
            }
        ),
        ("checkNow", .notFound(.connection), { _ = try await $0.checkNow($1.connection, by: $2) }),
        (
            "checkNow again", .notFound(.connection),
            { _ = try await $0.checkNow($1.connection, confirmingResend: true, by: $2) }
        ),
        ("unlock", .notFound(.connection), { _ = try await $0.unlock($1.connection, by: $2) }),
        ("pause", .notFound(.connection), { try await $0.pause($1.connection, by: $2) }),
        ("resume", .notFound(.connection), { try await $0.resume($1.connection, by: $2) }),
        ("archive", .notFound(.connection), { try await $0.archive($1.connection, by: $2) }),
        ("unarchive", .notFound(.connection), { try await $0.unarchive($1.connection, by: $2) }),
        (
            "reclassify", .notFound(.connection),
            { try await $0.reclassify($1.connection, as: .otherError, because: $1.run, by: $2) }
        ),
        ("showRun", .notFound(.run), { _ = try await $0.showRun($1.run, by: $2) }),
        ("watchRun", .notFound(.run), { _ = try await $0.watchRun($1.run, by: $2) }),
        ("fetchScreenshot", .notFound(.screenshot), { _ = try await $0.fetchScreenshot(of: $1.run, by: $2) }),
        ("listRuns", .notFound(.connection), { _ = try await $0.listRuns(of: $1.connection, by: $2) }),
        ("listAccounts", .notFound(.connection), { _ = try await $0.listAccounts(of: $1.connection, by: $2) }),
        ("listBills", .notFound(.connection), { _ = try await $0.listBills(of: $1.connection, by: $2) }),
        ("showBills", .notFound(.connection), { _ = try await $0.showBills(of: $1.connection, by: $2) }),
        ("fetchDocument", .notFound(.bill), { _ = try await $0.fetchDocument(of: $1.bill, in: $1.connection, by: $2) }),
        (
            "createConnection", .notFound(.customer),
            {
                _ = try await $0.createConnection(
                    .init(holder: .existing($1.customer), providerKey: "sandbox-harbor"), by: $2)
            }
        ),
        ("showCodeRoute", .notFound(.connection), { _ = try await $0.showCodeRoute(of: $1.connection, by: $2) }),
        (
            "setUpCodeRoute", .notFound(.connection),
            { try await $0.setUpCodeRoute(.email, for: $1.connection, by: $2) }
        ),
        (
            "rehearseCodeRoute", .notFound(.connection),
            { _ = try await $0.rehearseCodeRoute(of: $1.connection, by: $2) }
        ),
        ("repairByLiveCode", .notFound(.connection), { _ = try await $0.repairByLiveCode($1.connection, by: $2) }),
        ("turnOffCodes", .notFound(.connection), { _ = try await $0.turnOffCodes(for: $1.connection, by: $2) }),
        ("answerCode", .notFound(.run), { try await $0.answerCode(Secret("481207"), for: $1.run, by: $2) }),
        ("showForwarding", .notFound(.connection), { _ = try await $0.showForwarding(of: $1.mailbox, by: $2) }),
        ("fetchMailDocument", .notFound(.document), { _ = try await $0.fetchMailDocument(0, of: $1.mail, by: $2) }),
        ("fileMail", .notFound(.document), { try await $0.fileMail($1.mail, by: $2) }),
        ("setMailAside", .notFound(.document), { try await $0.setMailAside($1.mail, by: $2) }),
        (
            "setUpForwarding", .notFound(.connection),
            { _ = try await $0.setUpForwarding(of: $1.mailbox, by: $2) }
        ),
        ("stopForwarding", .notFound(.connection), { try await $0.stopForwarding(of: $1.mailbox, by: $2) }),
        (
            "createEmailConnection", .notFound(.customer),
            {
                _ = try await $0.createEmailConnection(
                    .init(holder: .existing($1.customer), providerKey: "sandbox-tower"), by: $2)
            }
        ),
        ("revokeAPIKey", .notFound(.apiKey), { try await $0.revokeAPIKey($1.key, by: $2) }),
        ("changeRole", .notFound(.member), { try await $0.changeRole(of: $1.member, to: .viewer, by: $2) }),
        ("disableMember", .notFound(.member), { try await $0.disableMember($1.member, by: $2) }),
        ("enableMember", .notFound(.member), { try await $0.enableMember($1.member, by: $2) }),
        ("issueSignInLink", .notFound(.member), { _ = try await $0.issueSignInLink(to: $1.member, by: $2) }),
    ]

    @Test("every verb answers a stranger that there is no such thing, and changes nothing")
    func strangers() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let new = try await office.connect()
        try await office.workplace.runCheck(new.run)
        let key = try await office.workplace.createAPIKey(name: "CRM", scopes: [.recordsRead], by: office.author)
        let mailbox = try await office.mailbox()
        let address = try #require(
            try await office.workplace.showForwarding(of: mailbox, by: office.author).address)
        _ = await office.workplace.receive(office.bill(to: address, from: "win@lottery.example", signedBy: []))
        let mail = try #require(try await office.workplace.listUnfiledMail(by: office.author).first?.id)
        let before = try await office.workplace.showConnection(new.id, by: office.author)
        let prey = Prey(
            connection: new.id, run: new.run, bill: try #require(before.bills.first?.id),
            customer: before.summary.customer.id, key: key.key.id, member: office.owner.member.id, mailbox: mailbox,
            mail: mail)
        let audited = try await office.workplace.listAudit(by: office.author).lines.count
        let stranger = try await office.neighbour()

        for verb in Self.verbs {
            await #expect(throws: verb.answer, "\(verb.name)") {
                try await verb.call(office.workplace, prey, stranger)
            }
        }
        #expect(try await office.workplace.showConnection(new.id, by: office.author) == before)
        #expect(try await office.workplace.listAudit(by: office.author).lines.count == audited)
        #expect(try await office.workplace.listAPIKeys(by: office.author).allSatisfy { $0.revokedAt == nil })
        #expect(try await office.workplace.listMembers(by: office.author) == [office.owner.member])
    }

    @Test("lists of one organization hold nothing of another")
    func lists() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        _ = try await office.checked()
        _ = try await office.workplace.createAPIKey(name: "CRM", scopes: [.recordsRead], by: office.author)
        let stranger = try await office.neighbour()

        let page = try await office.workplace.listConnections(.init(), by: stranger)
        #expect(page.rows.isEmpty)
        #expect(page.counts.connected == 0)
        #expect(page.counts.byFilter.values.allSatisfy { $0 == 0 })
        #expect(try await office.workplace.listCustomers(search: "Pat", by: stranger).isEmpty)
        #expect(try await office.workplace.listAPIKeys(by: stranger).isEmpty)
        #expect(try await office.workplace.listAudit(by: stranger).lines.isEmpty)
        _ = try await office.mailbox()
        #expect(try await office.workplace.listUnfiledMail(by: stranger).isEmpty)
        #expect(try await office.workplace.listProviders(by: stranger).allSatisfy { $0.connections == 0 })
    }

    @Test("a secret that one organization's portal refused says nothing to another")
    func fingerprints() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        _ = try await office.checked(password: "wrong")
        let stranger = try await office.neighbour()
        let created = try await office.workplace.createConnection(
            .init(
                holder: .named("Pat", email: nil), providerKey: "sandbox-harbor",
                fields: ["username": Secret("pat"), "password": Secret("wrong")]),
            by: stranger)
        #expect(created.runID != nil)
    }
}
