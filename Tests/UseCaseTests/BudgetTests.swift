import Domain
import Foundation
import Ports
import Support
import Testing
import UseCases

/// How often a login may be tried, and when a secret may go out once more.
@Suite struct BudgetTests {
    private func check(_ id: Connection.ID, in office: Office) async throws -> RunDetail {
        let run = try await office.workplace.checkNow(id, by: office.author)
        try await office.workplace.runCheck(run)
        return try await office.workplace.showRun(run, by: office.author)
    }

    @Test("a login is tried twice a day; two more tries are kept for a person who repairs")
    func budget() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let id = try await office.checked()
        _ = try await check(id, in: office)
        let third = try await check(id, in: office)
        #expect(third.refusal == .budgetSpent)
        #expect(third.outcome == .crashed(cause: .notSubmitted))
        #expect(third.connection.status == .connected)
        #expect(await office.portal.submissions(of: "pat") == 2)

        for password in ["sesame-1", "sesame-1", "sesame-1"] {
            let repair = try await office.workplace.submitCredentials(
                ["username": Secret("pat"), "password": Secret(password)], for: id, by: office.author)
            try await office.workplace.runCheck(repair)
        }
        #expect(await office.portal.submissions(of: "pat") == 4)

        office.clock.advance(by: 25 * 3600)
        #expect(try await check(id, in: office).summary.progress == .succeeded)
    }

    @Test("a secret whose answer was never seen goes out once more on a person's word, and on nothing else")
    func resend() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1", outcome: .siteDown(kind: .timeout)))
        let id = try await office.checked()
        #expect(await office.portal.submissions(of: "pat") == 1)
        await office.portal.add("pat", .init(password: "sesame-1"))

        office.clock.advance(by: 300)
        #expect(try await office.workplace.scheduleDue(limit: 10) == 1)
        let automatic = try await office.workplace.showConnection(id, by: office.author).currentRun
        try await office.workplace.runCheck(try #require(automatic).id)
        #expect(await office.portal.submissions(of: "pat") == 1)
        await #expect(throws: UseCaseError.checkRefused(.needsConfirmation)) {
            try await office.workplace.checkNow(id, by: office.author)
        }

        let confirmed = try await office.workplace.checkNow(id, confirmingResend: true, by: office.author)
        try await office.workplace.runCheck(confirmed)
        #expect(await office.portal.submissions(of: "pat") == 2)
        #expect(try await office.status(of: id) == .connected)
        let actions = try await office.workplace.listAudit(by: office.author).lines.map(\.entry.action)
        #expect(actions.contains("check.resend_confirmed"))
    }

    @Test("a user name in other letters is the same login to the budget")
    func foldedLogin() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        for name in ["pat", "Pat", "PAT"] {
            await office.portal.add(name, .init(password: "sesame-1"))
            _ = try await office.checked(name)
        }
        #expect(await office.portal.submissions.count == 2)
    }

    @Test("a password refused during an incident is not held against its owner")
    func doubted() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        var ids: [Connection.ID] = []
        for index in 1...5 {
            await office.portal.add("user\(index)", .init(password: "sesame-1"))
            ids.append(try await office.checked("user\(index)"))
            await office.portal.add("user\(index)", .init(password: "unavailable"))
        }
        for id in ids.prefix(4) { _ = try await check(id, in: office) }
        #expect(try await office.status(of: ids[3]) != .passwordIncorrect)

        await office.portal.add("user4", .init(password: "sesame-1"))
        let again = try await office.workplace.submitCredentials(
            ["username": Secret("user4"), "password": Secret("sesame-1")], for: ids[3], by: office.author)
        try await office.workplace.runCheck(again)
        #expect(try await office.workplace.showRun(again, by: office.author).summary.outcomeCode == "signed_in")
    }
}
