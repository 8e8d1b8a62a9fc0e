import Domain
import Foundation
import Store
import Support
import Testing

/// Every call that names an organization, made by the neighbour with Acme's ids.
@Suite("Tenants")
struct TenantTests {
    @Test("the neighbour sees nothing", arguments: StoreEngine.allCases)
    func sees(engine: StoreEngine) async throws {
        let acme = try await FilledOrganization(in: engine.makeStore())
        let other = acme.world.borealis.id
        let answers = try await acme.world.storage.read { tx in
            let query = ConnectionQuery(organizationID: other)
            let byCustomer = ConnectionQuery(organizationID: other, customerID: acme.world.rivera.id)
            let bySearch = ConnectionQuery(organizationID: other, search: "rivera")
            return [
                "members.find": try tx.members.find(acme.world.pat.id, in: other) != nil,
                "members.all": try tx.members.all(in: other) != [acme.world.nora],
                "members.count": try tx.members.count(role: .viewer, in: other) != 0,
                "customers.find": try tx.customers.find(acme.world.rivera.id, in: other) != nil,
                "customers.byName": try tx.customers.findByName("Ana Rivera", in: other) != nil,
                "customers.byEmail": try tx.customers.findByEmail("ana@rivera.example", in: other) != nil,
                "customers.all": try tx.customers.all(in: other) != [acme.world.neighbour],
                "customers.search": try !tx.customers.search("rivera", in: other, limit: 9).isEmpty,
                "sites.all": try !tx.sites.all(in: other).isEmpty,
                "sites.ofConnections": try !tx.sites.ofConnections([acme.connection.id], in: other).isEmpty,
                "connections.find": try tx.connections.find(acme.connection.id, in: other) != nil,
                "connections.page": try !tx.connections.page(query).rows.isEmpty,
                "connections.page customer": try !tx.connections.page(byCustomer).rows.isEmpty,
                "connections.page search": try !tx.connections.page(bySearch).rows.isEmpty,
                "connections.counts": try tx.connections.counts(query).byFilter.contains { $0.value != 0 },
                "connections.counts customer": try tx.connections.counts(byCustomer).byFilter.contains {
                    $0.value != 0
                },
                "connections.counts search": try tx.connections.counts(bySearch).byFilter.contains { $0.value != 0 },
                "timeline": try !tx.timeline.ofConnection(acme.connection.id, in: other, limit: 9).isEmpty,
                "timeline.days": try tx.timeline.statusDays(
                    acme.connection.id, in: other, days: 9, until: acme.world.clock.now()
                ).contains { $0.status != nil },
                "submissions": try !tx.submissions.history(
                    login: acme.print, secret: acme.print, since: .distantPast, in: other
                ).isEmpty,
                "runs.find": try tx.runs.find(acme.run.id, in: other) != nil,
                "runs.ofConnection": try !tx.runs.ofConnection(acme.connection.id, in: other, limit: 9).isEmpty,
                "evidence.steps": try tx.evidence.steps(acme.run.id, in: other) != nil,
                "evidence.screenshot": try tx.evidence.screenshot(acme.run.id, in: other) != nil,
                "accounts": try !tx.accounts.ofConnection(acme.connection.id, in: other).isEmpty,
                "bills.find": try tx.bills.find(acme.bill.id, in: other) != nil,
                "bills.ofConnection": try !tx.bills.ofConnection(acme.connection.id, in: other, limit: 9).isEmpty,
                "bills.page": try !tx.bills.page(acme.connection.id, in: other, limit: 9).rows.isEmpty,
                "bills.newest": try !tx.bills.newest(acme.connection.id, in: other, perAccount: 9).isEmpty,
                "bills.counts": try !tx.bills.counts(acme.connection.id, in: other).isEmpty,
                "documents": try tx.documents.find("digest", in: other) != nil,
                "documents of mail": try tx.documents.find("mailed", in: other) != nil,
                "codeRoutes.live": try tx.codeRoutes.live(of: acme.connection.id, in: other) != nil,
                "codeRoutes.phones": try !tx.codeRoutes.phones(in: other).isEmpty,
                "codeWaits.latest": try tx.codeWaits.latest(of: acme.run.id, in: other) != nil,
                "codeWaits": try !tx.codeWaits.ofConnection(acme.connection.id, in: other, limit: 9).isEmpty,
                "codeRequests": try !tx.codeRequests.history(login: acme.print, since: .distantPast, in: other)
                    .isEmpty,
                "messages": try !tx.receivedMessages.ofConnection(acme.connection.id, in: other, limit: 9).isEmpty,
                "messages.counts": try !tx.receivedMessages.counts(of: acme.connection.id, in: other).isEmpty,
                "confirmations": try tx.confirmations.find(of: acme.connection.id, in: other) != nil,
                "filedMail.find": try tx.filedMail.find(acme.mail.id, in: other) != nil,
                "filedMail": try !tx.filedMail.ofConnection(acme.connection.id, in: other, limit: 9).isEmpty,
                "filedMail.unfiled": try !tx.filedMail.unfiled(in: other, limit: 9).isEmpty,
                "filedMail.unfiled of": try !tx.filedMail.unfiled(of: acme.connection.id, in: other, limit: 9).isEmpty,
                "filedMail.countUnfiled": try tx.filedMail.countUnfiled(in: other, upTo: 9) > 0,
                "apiKeys": try !tx.apiKeys.all(in: other).isEmpty,
                "audit": try !tx.audit.page(in: other, limit: 9).isEmpty,
            ]
        }
        #expect(answers.filter(\.value).keys.sorted() == [])
    }

    @Test("the neighbour changes nothing", arguments: StoreEngine.allCases)
    func changes(engine: StoreEngine) async throws {
        let acme = try await FilledOrganization(in: engine.makeStore())
        let world = acme.world
        let other = world.borealis.id
        let now = world.clock.now()
        let before = try await acme.everything()
        let answers = try await world.storage.write { tx in
            try tx.sessions.deleteAll(of: world.pat.id, in: other)
            return [
                try tx.members.setRole(world.pat.id, in: other, to: .owner),
                try tx.members.setPasswordHash(world.pat.id, in: other, "x"),
                try tx.members.disable(world.pat.id, in: other, at: now),
                try tx.members.enable(world.pat.id, in: other),
                try tx.apiKeys.revoke(acme.key.id, in: other, at: now),
                try tx.filedMail.file(acme.mail.id, under: acme.connection.id, in: other, at: now),
                try tx.filedMail.setAside(acme.mail.id, in: other, at: now),
            ]
        }
        #expect(answers.count == 7 && !answers.contains(true))
        let stored = try await world.stored(acme.connection.id)
        let moved = Connection(
            id: stored.id, organizationID: other, customerID: world.neighbour.id, providerKey: stored.providerKey,
            loginHint: "theirs", createdAt: stored.createdAt, state: stored.state, version: stored.version)
        await #expect(throws: StoreError.stale(table: "connection")) {
            try await world.storage.write { tx in try tx.connections.save(moved) }
        }
        #expect(try await acme.everything() == before)
    }
}
