import Domain
import Foundation
import Store
import Support
import Testing
import UseCases
import Vault

/// Members come in, do what their role allows, and go.
@Suite struct MemberTests {
    private let password = Secret("correct horse battery")

    @Test("the first-run link makes one owner and works once")
    func firstRun() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        #expect(office.owner.member.role == .owner)
        #expect(try await office.workplace.startFirstRun() == nil)
    }

    @Test("of two first-run links only the first makes an owner")
    func twoLinks() async throws {
        let clock = TestClock()
        let workplace = Workplace.testing(
            try await TemporaryStore.sqlite(), portal: FakePortal(), clock: clock, ring: .init(createdAt: clock.now()))
        let links = [
            try #require(try await workplace.startFirstRun()), try #require(try await workplace.startFirstRun()),
        ]
        _ = try await workplace.setUpOwner(
            link: links[0], organization: "Acme", name: "Olga", email: "olga@acme.example", password: password)
        for link in links {
            await #expect(throws: UseCaseError.linkUnusable) {
                try await workplace.setUpOwner(
                    link: link, organization: "Evil", name: "Eve", email: "eve@evil.example", password: password)
            }
        }
    }

    @Test("a wrong password and an unknown address are refused alike")
    func refused() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        for email in ["olga@acme.example", "nobody@acme.example"] {
            await #expect(throws: UseCaseError.signInRefused) {
                try await office.workplace.signIn(email: email, password: Secret("wrong horse battery"))
            }
        }
        let session = try await office.workplace.signIn(email: " Olga@Acme.example ", password: password)
        #expect(session.signedIn.member == office.owner.member)
    }

    @Test("a session dies of idleness, of age, and by signing out")
    func sessions() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let workplace = office.workplace
        let idle = try await workplace.signIn(email: "olga@acme.example", password: password)
        office.clock.advance(by: 11 * 3600)
        #expect(try await workplace.lookUpSession(idle.token) != nil)
        office.clock.advance(by: 11 * 3600)
        #expect(try await workplace.lookUpSession(idle.token) != nil)
        office.clock.advance(by: 12 * 3600)
        #expect(try await workplace.lookUpSession(idle.token) == nil)

        let old = try await workplace.signIn(email: "olga@acme.example", password: password)
        for _ in 1...33 {
            office.clock.advance(by: 10 * 3600)
            #expect(try await workplace.lookUpSession(old.token) != nil)
        }
        office.clock.advance(by: 10 * 3600)
        #expect(try await workplace.lookUpSession(old.token) == nil)

        let left = try await workplace.signIn(email: "olga@acme.example", password: password)
        try await workplace.signOut(left.signedIn)
        #expect(try await workplace.lookUpSession(left.token) == nil)
    }

    @Test("a full disk keeps nobody from looking, and says why nothing can be changed")
    func fullDisk() async throws {
        let disk = FullStorage(try await TemporaryStore.sqlite())
        let office = try await Office.open(in: disk)
        let session = try await office.workplace.signIn(email: "olga@acme.example", password: password)
        let key = try await office.workplace.createAPIKey(
            name: "CRM", scopes: [.connectionsRead], by: office.author)
        office.clock.advance(by: 3600)
        disk.isFull = true
        #expect(try await office.workplace.lookUpSession(session.token)?.member == office.owner.member)
        #expect(try await office.workplace.authenticateKey(key.token) != nil)
        await #expect(throws: StoreError.full) {
            try await office.workplace.signIn(email: "olga@acme.example", password: password)
        }
        disk.isFull = false
        #expect(try await office.workplace.lookUpSession(session.token) != nil)
        #expect(try await office.workplace.listAPIKeys(by: office.author).first?.lastUsedAt == nil)
        _ = try await office.workplace.authenticateKey(key.token)
        #expect(try await office.workplace.listAPIKeys(by: office.author).first?.lastUsedAt == office.clock.now())
    }

    @Test("an invitation makes one member with its role; a viewer may look and nothing else")
    func invitation() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let link = try await office.workplace.inviteMember(
            email: "Vera@acme.example", role: .viewer, by: office.author)
        #expect(
            try await office.workplace.previewLink(link)
                == .invitation(organization: "Acme Solar", email: "vera@acme.example", role: .viewer))
        await #expect(throws: UseCaseError.self) {
            try await office.workplace.acceptInvitation(link: link, name: "Vera", password: Secret("short"))
        }
        let hidden = await #expect(throws: UseCaseError.self) {
            try await office.workplace.acceptInvitation(link: link, name: "Ve\u{2067}ra", password: password)
        }
        #expect(hidden?.advice.contains("cannot be seen") == true)
        let vera = try await office.workplace.acceptInvitation(link: link, name: "Vera", password: password)
        await #expect(throws: UseCaseError.linkUnusable) {
            try await office.workplace.acceptInvitation(link: link, name: "Vera", password: password)
        }
        let author = vera.signedIn.author
        #expect(try await office.workplace.listConnections(.init(), by: author).rows.isEmpty)
        await #expect(throws: UseCaseError.notAllowed(needs: .operate)) {
            try await office.workplace.createConnection(
                .init(holder: .named("X", email: nil), providerKey: "sandbox-harbor"), by: author)
        }
        await #expect(throws: UseCaseError.notAllowed(needs: .administer)) {
            try await office.workplace.listMembers(by: author)
        }
    }

    @Test("the last owner can neither step down nor be shut out")
    func lastOwner() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let owner = office.owner.member.id
        await #expect(throws: UseCaseError.lastOwner) {
            try await office.workplace.changeRole(of: owner, to: .viewer, by: office.author)
        }
        await #expect(throws: UseCaseError.lastOwner) {
            try await office.workplace.disableMember(owner, by: office.author)
        }
        #expect(try await office.workplace.listMembers(by: office.author).map(\.role) == [.owner])
    }

    @Test("a disabled member's sessions die at once, and links and passwords no longer let him in")
    func disabled() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let workplace = office.workplace
        let vera = try await office.colleague(.operator)
        let session = try await workplace.signIn(email: "vera@acme.example", password: password)
        let link = try await workplace.issueSignInLink(to: vera.member.id, by: office.author)
        try await workplace.disableMember(vera.member.id, by: office.author)
        #expect(try await workplace.lookUpSession(session.token) == nil)
        await #expect(throws: UseCaseError.signInRefused) {
            try await workplace.signIn(email: "vera@acme.example", password: password)
        }
        await #expect(throws: UseCaseError.linkUnusable) { try await workplace.signIn(link: link) }
        try await workplace.enableMember(vera.member.id, by: office.author)
        _ = try await workplace.signIn(email: "vera@acme.example", password: password)
    }

    @Test("a new password ends every other session")
    func newPassword() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let workplace = office.workplace
        let other = try await workplace.signIn(email: "olga@acme.example", password: password)
        let here = try await workplace.signIn(email: "olga@acme.example", password: password)
        let new = Secret("better horse battery")
        await #expect(throws: UseCaseError.self) {
            try await workplace.changePassword(from: new, to: new, of: here.signedIn)
        }
        let fresh = try await workplace.changePassword(from: password, to: new, of: here.signedIn)
        #expect(try await workplace.lookUpSession(other.token) == nil)
        #expect(try await workplace.lookUpSession(here.token) == nil)
        #expect(try await workplace.lookUpSession(fresh.token) != nil)
        await #expect(throws: UseCaseError.signInRefused) {
            try await workplace.signIn(email: "olga@acme.example", password: password)
        }
    }

    @Test("an API key does what its scopes say until it is revoked, and its use is in the audit log")
    func keys() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let workplace = office.workplace
        let new = try await workplace.createAPIKey(name: "CRM", scopes: [.connectionsRead], by: office.author)
        let author = try #require(try await workplace.authenticateKey(new.token))
        #expect(try await workplace.listConnections(.init(), by: author).rows.isEmpty)
        await #expect(throws: UseCaseError.notAllowed(needs: .operate)) {
            try await workplace.createConnection(
                .init(holder: .named("X", email: nil), providerKey: "sandbox-harbor"), by: author)
        }
        try await workplace.revokeAPIKey(new.key.id, by: office.author)
        #expect(try await workplace.authenticateKey(new.token) == nil)
        let actions = try await workplace.listAudit(by: office.author).lines.map(\.entry.action)
        #expect(actions.contains("api_key.created"))
        #expect(actions.contains("api_key.revoked"))
    }
}
