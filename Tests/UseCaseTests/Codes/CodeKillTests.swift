import Domain
import Foundation
import Ports
import Store
import Support
import Testing
import UseCases

/// A process that is killed at any moment of a run that needs a code. What counts: the portal sends one code, gets one, and
/// the run ends once.
@Suite(.timeLimit(.minutes(5))) struct CodeKillTests {
    /// More transactions than such a run has; later deaths never come, which the tests check.
    private static let moments = (1...34).flatMap { number in
        DyingStorage.Moment.allCases.map { (number, $0) }
    }

    @Test("a run killed at any transaction asks once and uses one code", arguments: moments)
    func killed(at death: (Int, DyingStorage.Moment)) async throws {
        try await kill(at: death, on: .sqlite)
    }

    @Test("the same holds on PostgreSQL", arguments: moments.filter { $0.0.isMultiple(of: 3) })
    func killedOnPostgres(at death: (Int, DyingStorage.Moment)) async throws {
        try await kill(at: death, on: .postgres)
    }

    private func kill(at death: (Int, DyingStorage.Moment), on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let id = try await office.towered()
        try await office.workplace.setUpCodeRoute(.email, for: id, by: office.author)
        let alias = try await office.alias(of: id)
        let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        let before = await office.portal.submissions(of: "pat")

        let dying = DyingStorage(office.storage, at: death.0, death.1)
        let deliver: @Sendable () async throws -> Void = {
            let mail = office.mail(to: alias, reference: "<1@tower.example>")
            let verdict = await office.workplace.receive(mail)
            // The process that dies takes this one's task with it, perhaps in the middle of a transaction.
            #expect(verdict == .taken || (verdict == .unavailable && Task.isCancelled))
        }
        do {
            try await office.carryOut(run, on: office.reopened(over: dying), whenWaiting: deliver)
        } catch is DyingStorage.Death {
            #expect(dying.isDead)
        }
        if try await office.workplace.showRun(run, by: office.author).summary.endedAt == nil {
            try await office.carryOut(run, whenWaiting: deliver)
        }

        let detail = try await office.workplace.showRun(run, by: office.author)
        #expect(detail.summary.endedAt != nil)
        #expect(await office.portal.submissions(of: "pat") - before <= 1)
        #expect(await office.portal.sentCodes(to: "pat") <= 1)
        #expect(await office.portal.codes.count <= 1)
        #expect(detail.codeWait?.attempts ?? 1 == 1)
        if await office.portal.codes.count == 1 { #expect(detail.connection.status == .connected) }
        let routes = try await office.workplace.showCodeRoute(of: id, by: office.author)
        #expect(routes.wait?.state != .waiting)
    }
}
