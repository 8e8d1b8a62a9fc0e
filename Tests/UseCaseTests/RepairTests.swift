import Domain
import Foundation
import Ports
import Support
import Testing
import UseCases

/// Journey 2: a broken sign-in is repaired in one sitting.
@Suite struct RepairTests {
    @Test("a first run with the right password connects, and names what it proved")
    func connects() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let new = try await office.connect()
        try await office.workplace.runCheck(new.run)

        let run = try await office.workplace.showRun(new.run, by: office.author)
        #expect(run.summary.progress == .succeeded)
        #expect(run.proof?.summary == "account ending 4821 and the October bill")
        #expect(run.stages.map(\.stage) == [.openingPortal, .signingIn, .readingAccounts, .fetchingBills])
        let connection = try await office.workplace.showConnection(new.id, by: office.author)
        #expect(connection.summary.status == .connected)
        #expect(connection.summary.nextAttemptAt ?? .distantPast > office.clock.now())
        #expect(connection.accounts.map(\.number) == ["1002-4821"])
        let bill = try #require(connection.bills.first)
        let document = try await office.workplace.fetchDocument(of: bill.id, in: new.id, by: office.author)
        #expect(document.bytes == Array("%PDF-1.4 October".utf8))
        #expect(document.fileName == "2026-11-03 1002-4821.pdf")
    }

    @Test("a refused password is not sent again, whatever asks for it")
    func refusedOnce() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let id = try await office.checked(password: "wrong")
        #expect(try await office.status(of: id) == .passwordIncorrect)

        await #expect(throws: UseCaseError.checkRefused(.needsCredentials(.passwordIncorrect))) {
            try await office.workplace.checkNow(id, by: office.author)
        }
        let refusal = await #expect(throws: UseCaseError.self) {
            try await office.workplace.submitCredentials(
                ["username": Secret("pat"), "password": Secret("wrong")], for: id, by: office.author)
        }
        guard case .invalid(let problems) = refusal else {
            return #expect(Bool(false), "\(String(describing: refusal))")
        }
        #expect(problems.map(\.field) == ["password"])
        #expect(problems.map(\.code) == ["rejected_before"])
        #expect(problems.first?.message.hasPrefix("Harbor Light refused this password on ") == true)
        office.clock.advance(by: 30 * 86_400)
        #expect(try await office.workplace.scheduleDue(limit: 10) == 0)
        #expect(await office.portal.submissions(of: "pat") == 1)
    }

    @Test("the same refused password of another connection is not sent either, and blames with the portal's own word")
    func refusedForAll() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let first = try await office.connect(password: "wrong")
        let second = try await office.connect(password: "wrong", for: "Pat's brother")
        try await office.workplace.runCheck(first.run)
        try await office.workplace.runCheck(second.run)
        #expect(try await office.status(of: second.id) == .passwordIncorrect)
        #expect(await office.portal.submissions(of: "pat") == 1)
        let run = try await office.workplace.showRun(second.run, by: office.author)
        #expect(run.refusal == .rejectedBefore)
    }

    @Test("three runs of one login at the same moment send a wrong password once", arguments: StoreEngine.allCases)
    func atOnce(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let runs = [
            try await office.connect(password: "wrong", for: "A").run,
            try await office.connect(password: "wrong", for: "B").run,
            try await office.connect(password: "wrong", for: "C").run,
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for run in runs { group.addTask { try await office.workplace.runCheck(run) } }
            try await group.waitForAll()
        }
        #expect(await office.portal.submissions(of: "pat") == 1)
    }

    @Test(
        "each credential status is repaired by one submission, and only proof makes it connected",
        arguments: [
            (Outcome.passwordRejected(field: .unknown, portalText: ""), ConnectionStatus.passwordIncorrect),
            (.newPasswordRequired(deepLink: nil), .newPasswordNeeded),
            (
                .additionalCredentialsRequired(prompts: [Prompt(name: "zip", label: "ZIP code", kind: .text)]),
                .additionalCredentialsNeeded
            ),
            (.accountLocked(until: nil, deepLink: nil), .accountLocked),
        ])
    func repaired(outcome: Outcome, status: ConnectionStatus) async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1", outcome: outcome))
        let id = try await office.checked()
        #expect(try await office.status(of: id) == status)

        let form = try await office.workplace.prepareReconnect(id, by: office.author)
        var typed = ["username": Secret("pat"), "password": Secret("sesame-2")]
        for field in form.fields where typed[field.prompt.name] == nil { typed[field.prompt.name] = Secret("10001") }
        await office.portal.add("pat", .init(password: "sesame-2"))
        let run = try await office.workplace.submitCredentials(typed, for: id, by: office.author)
        #expect(try await office.status(of: id) == status)
        try await office.workplace.runCheck(run)

        let detail = try await office.workplace.showRun(run, by: office.author)
        #expect(detail.connection.status == .connected)
        #expect(detail.isRepair)
        #expect(detail.bills.count == 1)
        #expect(detail.accounts.count == 1)
        let kinds = try await office.workplace.showConnection(id, by: office.author).timeline.map(\.kind)
        #expect(kinds.contains("repaired"))
        #expect(kinds.contains("credentials_replaced"))
    }

    @Test("a repair that misses a known account is not proven")
    func missingAccount() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1", accounts: [.sample("1"), .sample("2", bills: [])]))
        let id = try await office.checked()
        await office.portal.add("pat", .init(password: "sesame-2", accounts: [.sample("1")]))
        let check = try await office.workplace.checkNow(id, by: office.author)
        try await office.workplace.runCheck(check)
        #expect(try await office.status(of: id) == .passwordIncorrect)

        let repair = try await office.workplace.submitCredentials(
            ["username": Secret("pat"), "password": Secret("sesame-2")], for: id, by: office.author)
        try await office.workplace.runCheck(repair)
        let detail = try await office.workplace.showRun(repair, by: office.author)
        #expect(detail.connection.status == .passwordIncorrect)
        #expect(detail.connection.reason == .accountsUnconfirmed)
        #expect(detail.proof?.missingAccounts == ["2"])
    }

    @Test("a wrong form names every field and stores nothing")
    func wrongForm() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let id = try await office.checked(password: "wrong")
        let typed = [
            "username": Secret(String(repeating: "x", count: 513)), "password": Secret("a\u{7}b"), "pin": Secret("1"),
        ]
        let error = await #expect(throws: UseCaseError.self) {
            try await office.workplace.submitCredentials(typed, for: id, by: office.author)
        }
        guard case .invalid(let problems) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(problems.map(\.field) == ["username", "password", "pin"])
        #expect(problems.map(\.code) == ["too_long", "control_characters", "unknown_field"])
        #expect(try await office.workplace.showConnection(id, by: office.author).runs.count == 1)
    }

    @Test("new credentials wait for a check that is signing in, and replace one that is only queued")
    func meetingACheck() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let new = try await office.connect()
        let typed = ["username": Secret("pat"), "password": Secret("sesame-1")]
        let second = try await office.workplace.submitCredentials(typed, for: new.id, by: office.author)
        #expect(second != new.run)
        try await office.workplace.runCheck(new.run)
        #expect(await office.portal.visits == 0)

        await office.portal.closeDoor()
        let check = Task { try await office.workplace.runCheck(second) }
        await office.portal.waitForVisit()
        await #expect(throws: UseCaseError.checkRefused(.underWay(second))) {
            try await office.workplace.submitCredentials(typed, for: new.id, by: office.author)
        }
        await office.portal.openDoor()
        try await check.value
        #expect(try await office.status(of: new.id) == .connected)
    }

    @Test("two members who check at once share one run", arguments: StoreEngine.allCases)
    func twoMembers(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let id = try await office.checked()
        let colleague = try await office.colleague(.operator)
        async let first = office.workplace.checkNow(id, by: office.author)
        async let second = office.workplace.checkNow(id, by: colleague.author)
        let runs = try await [first, second]
        #expect(runs[0] == runs[1])
    }
}
