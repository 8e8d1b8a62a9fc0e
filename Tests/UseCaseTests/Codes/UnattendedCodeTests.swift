import Domain
import Foundation
import Ports
import Store
import Support
import Testing
import Vault

@testable import UseCases

/// R-mfa: with nobody present a code is asked for only over a route that is proven, and seldom.
@Suite(.timeLimit(.minutes(5))) struct UnattendedCodeTests {
    @Test("without a proven route no code is triggered, and a person is needed")
    func noRoute() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.towered()
        try await office.workplace.setUpCodeRoute(.email, for: id, by: office.author)
        let run = try await scheduled(in: office, id)
        try await office.workplace.runCheck(run)
        #expect(await office.portal.sentCodes(to: "pat") == 0)
        let connection = try await office.workplace.showConnection(id, by: office.author).summary
        #expect(connection.status == .mfaTokenExpired)
        #expect(connection.reason == .needsPersonPresent)
        #expect(connection.nextAttemptAt == nil)
    }

    @Test("a proven relay brings the code with nobody present")
    func proven() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await proven(in: office)
        let run = try await scheduled(in: office, id)
        try await office.carryOut(run) { _ = await office.workplace.receive(office.mail(to: alias)) }
        #expect(try await office.status(of: id) == .connected)
        #expect(await office.portal.codes.count == 2)
    }

    @Test("a code that does not come within three minutes is missed; one further attempt follows after six hours")
    func missed() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, _) = try await proven(in: office)
        let run = try await scheduled(in: office, id)
        try await office.carryOut(run) {
            office.clock.advance(by: 179)
            try await office.workplace.endOldWaits()
            #expect(try await office.workplace.showRun(run, by: office.author).codeWait?.state == .waiting)
            office.clock.advance(by: 2)
            try await office.workplace.endOldWaits()
        }
        let connection = try await office.workplace.showConnection(id, by: office.author).summary
        #expect(connection.status == .mfaTokenExpired)
        #expect(connection.reason == .codeTimedOut)
        let next = try #require(connection.nextAttemptAt)
        #expect((6 * 3600...7 * 3600).contains(next.timeIntervalSince(office.clock.now())))

        office.clock.advance(by: 7 * 3600)
        #expect(try await office.workplace.scheduleDue(limit: 10) == 1)
        let second = try #require(try await office.workplace.showConnection(id, by: office.author).currentRun?.id)
        try await office.carryOut(second) {
            office.clock.advance(by: 181)
            try await office.workplace.endOldWaits()
        }
        #expect(try await office.workplace.showConnection(id, by: office.author).summary.nextAttemptAt == nil)
        #expect(await office.portal.sentCodes(to: "pat") == 3)
    }

    @Test("two requests a day with nobody present, five in all", arguments: [(true, 5), (false, 2)])
    func budgets(isAttended: Bool, limit: Int) throws {
        let now = TestClock().now()
        let run = try #require(Run.ID("0198c0de-0000-7000-8000-000000000001"))
        let login = try #require(Fingerprint(hex: String(repeating: "0", count: 64)))
        func request(_ age: TimeInterval) -> CodeRequest {
            CodeRequest(
                runID: run, number: 1, login: login, isAttended: isAttended, at: now.addingTimeInterval(-age))
        }
        let recent = (0..<limit).map { request(Double($0) * 60) }
        #expect(CodeGate.refusal(isAttended: isAttended, history: Array(recent.dropLast()), at: now) == nil)
        #expect(CodeGate.refusal(isAttended: isAttended, history: recent, at: now) == .budgetSpent)
        let old = recent.map { request(86_400 + now.timeIntervalSince($0.at)) }
        #expect(CodeGate.refusal(isAttended: isAttended, history: old, at: now) == nil)
        #expect(CodeGate.refusal(isAttended: true, history: recent, at: now) == (limit == 5 ? .budgetSpent : nil))
    }

    @Test("the sixth request of a day is not made")
    func budgetSpent() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.towered()
        let first = try #require(try await office.workplace.listRuns(of: id, by: office.author).rows.first?.id)
        let credentials = SignInCredentials(username: Secret("PAT"), password: Secret(""))
        let login = LoginPrints(
            of: credentials, at: Provider.tower.key, in: office.author.organizationID, run: nil,
            by: KeyedFingerprinter(office.ring)
        ).login
        let requests = (1...5).map {
            CodeRequest(runID: first, number: $0, login: login, isAttended: true, at: office.clock.now())
        }
        try await office.storage.write { tx in
            for request in requests { try tx.codeRequests.insert(request, office.author.organizationID) }
        }
        let run = try await office.workplace.repairByLiveCode(id, by: office.author)
        try await office.workplace.runCheck(run)
        #expect(await office.portal.sentCodes(to: "pat") == 0)
        #expect(try await office.status(of: id) == .mfaTokenExpired)
    }

    @Test("a route is rehearsed every four weeks by a run that the portal must ask")
    func monthly() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await proven(in: office, demand: .init(remembers: true))
        #expect(try await office.workplace.renewProofs(limit: 10) == 0)
        let plain = try await scheduled(in: office, id)
        try await office.workplace.runCheck(plain)
        #expect(await office.portal.codes.count == 1, "the portal knows the browser")

        office.clock.advance(by: 21 * 86_400)
        #expect(try await office.workplace.renewProofs(limit: 10) == 1)
        #expect(try await office.workplace.renewProofs(limit: 10) == 0)
        let run = try #require(try await office.workplace.showConnection(id, by: office.author).currentRun?.id)
        try await office.carryOut(run) { _ = await office.workplace.receive(office.mail(to: alias)) }
        #expect(await office.portal.codes.count == 2)
        let route = try await office.workplace.showCodeRoute(of: id, by: office.author).route
        #expect(route?.provenAt == office.clock.now())
        #expect(try await office.workplace.renewProofs(limit: 10) == 0)
    }

    @Test("a remembered device spares the code, outlives new credentials, and its loss is learned from")
    func trust() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let (id, alias) = try await proven(in: office, demand: .init(remembers: true))
        #expect(try await office.workplace.showCodeRoute(of: id, by: office.author).trust != nil)
        office.clock.advance(by: 86_400)
        let run = try await office.workplace.submitCredentials(
            ["username": Secret("pat"), "password": Secret("sesame-1")], for: id, by: office.author)
        try await office.workplace.runCheck(run)
        #expect(await office.portal.codes.count == 1)
        #expect(try await office.status(of: id) == .connected)

        await office.portal.forgetBrowsers()
        let next = try await scheduled(in: office, id)
        try await office.carryOut(next) {
            let trust = try await office.workplace.showCodeRoute(of: id, by: office.author).trust
            #expect(trust == nil)
            _ = await office.workplace.receive(office.mail(to: alias))
        }
        #expect(try await office.status(of: id) == .connected)
        #expect(try await office.workplace.showCodeRoute(of: id, by: office.author).trust?.aliveAt == nil)
    }

    /// A connection whose relay a rehearsal has just proven.
    private func proven(
        in office: Office, demand: FakePortal.CodeDemand = .init()
    ) async throws -> (Connection.ID, String) {
        let id = try await office.towered(demand: demand)
        try await office.workplace.setUpCodeRoute(.email, for: id, by: office.author)
        let alias = try await office.alias(of: id)
        let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        try await office.carryOut(run) { _ = await office.workplace.receive(office.mail(to: alias)) }
        return (id, alias)
    }

    /// The schedule's next run of a connection.
    private func scheduled(in office: Office, _ id: Connection.ID) async throws -> Run.ID {
        office.clock.advance(by: 8 * 86_400)
        _ = try await office.workplace.scheduleDue(limit: 10)
        return try #require(try await office.workplace.showConnection(id, by: office.author).currentRun?.id)
    }
}
