import Domain
import Foundation
import Ports
import Store
import Support
import Testing
import UseCases

/// A process that is killed at any moment of a run. What counts: no secret goes out twice, the run ends once, and the status
/// is the one the portal's answer implies.
@Suite struct KillTests {
    /// More transactions than any run has; later deaths never come, which the tests check.
    private static let moments = (1...12).flatMap { number in
        DyingStorage.Moment.allCases.map { (number, $0) }
    }

    /// The submission is durable, and the process dies before the connector hears that it may send.
    private static let betweenNoteAndSending = (6, DyingStorage.Moment.afterCommit)

    @Test("a run killed at any transaction ends right, with one submission", arguments: moments, ["sesame-1", "wrong"])
    func killed(at death: (Int, DyingStorage.Moment), password: String) async throws {
        try await kill(at: death, password: password, on: .sqlite)
    }

    @Test("the same holds on PostgreSQL", arguments: moments)
    func killedOnPostgres(at death: (Int, DyingStorage.Moment)) async throws {
        try await kill(at: death, password: "wrong", on: .postgres)
    }

    private func kill(at death: (Int, DyingStorage.Moment), password: String, on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let new = try await office.connect("pat", password: password)

        try await run(new.run, of: office, dyingAt: death)
        try await office.workplace.runCheck(new.run)

        let detail = try await office.workplace.showRun(new.run, by: office.author)
        let timeline = try await office.workplace.showConnection(new.id, by: office.author).timeline
        #expect(detail.summary.endedAt != nil)
        guard death != Self.betweenNoteAndSending else {
            // Written down, not sent: from the store alone nobody can tell that from sent and not answered.
            #expect(await office.portal.submissions(of: "pat") == 0)
            #expect(detail.outcome == .crashed(cause: .interrupted))
            #expect(detail.connection.status == .pending)
            return
        }
        #expect(await office.portal.submissions(of: "pat") == 1)
        #expect(detail.connection.status == (password == "wrong" ? .passwordIncorrect : .connected))
        #expect(timeline.count { $0.kind == "status_changed" } == 1)
    }

    @Test("when the browser died too, the secret is still not sent again", arguments: moments)
    func killedWithBrowser(at death: (Int, DyingStorage.Moment)) async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let new = try await office.connect("pat", password: "wrong")

        try await run(new.run, of: office, dyingAt: death)
        await office.portal.losePages()
        try await office.workplace.runCheck(new.run)

        let detail = try await office.workplace.showRun(new.run, by: office.author)
        let sent = await office.portal.submissions(of: "pat")
        #expect(sent <= 1)
        #expect(detail.summary.endedAt != nil)
        #expect([.passwordIncorrect, .pending].contains(detail.connection.status))
        if detail.connection.status == .pending {
            #expect(detail.outcome == .crashed(cause: .interrupted))
            // Nobody knows what the portal said: only a person may have it sent again.
            await #expect(throws: UseCaseError.checkRefused(.needsConfirmation)) {
                try await office.workplace.checkNow(new.id, by: office.author)
            }
        }
    }

    @Test("a worker that stops in the middle leaves the run to the next one")
    func stopped() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let new = try await office.connect()
        await office.portal.closeDoor()

        let check = Task { try await office.workplace.runCheck(new.run) }
        await office.portal.waitForVisit()
        check.cancel()
        await #expect(throws: CancellationError.self) { try await check.value }
        let midway = try await office.workplace.showRun(new.run, by: office.author)
        #expect(midway.summary.progress == .running)

        await office.portal.openDoor()
        try await office.workplace.runCheck(new.run)
        #expect(try await office.status(of: new.id) == .connected)
        #expect(await office.portal.submissions(of: "pat") == 1)
    }

    /// Carries out a run in a process that dies on the way, if the run is long enough for that.
    private func run(_ id: Run.ID, of office: Office, dyingAt death: (Int, DyingStorage.Moment)) async throws {
        let dying = DyingStorage(office.storage, at: death.0, death.1)
        do {
            try await office.reopened(over: dying).runCheck(id)
            #expect(!dying.isDead)
        } catch is DyingStorage.Death {
            #expect(dying.isDead)
        }
    }
}
