import Domain
import Ports
import Testing

@testable import SandboxUtility

extension LiveTests {
    /// Every user name of the sandbox, at every portal, through Chromium.
    @Suite("Outcomes at live portals") struct OutcomeTests {
        struct Expected: Sendable {
            let behaviour: Behaviour
            let code: String
            /// Passwords that the portal must have counted: all portals, and Metro, which turns people away before.
            var passwords = 1
            var passwordsAtMetro = 1
            let verdict: Submission.Verdict
        }

        static let expected = [
            Expected(behaviour: .wrongPassword, code: "password_rejected", verdict: .rejected),
            Expected(behaviour: .locked, code: "account_locked", verdict: .accepted),
            Expected(behaviour: .newPassword, code: "new_password_required", verdict: .accepted),
            Expected(behaviour: .question, code: "additional_credentials_required", verdict: .accepted),
            Expected(behaviour: .noAccounts, code: "no_accounts", verdict: .accepted),
            Expected(behaviour: .down, code: "site_down", passwordsAtMetro: 0, verdict: .accepted),
            Expected(behaviour: .refused, code: "site_down", passwordsAtMetro: 0, verdict: .accepted),
            Expected(behaviour: .blocked, code: "blocked_by_provider", passwordsAtMetro: 0, verdict: .accepted),
            Expected(behaviour: .changed, code: "page_changed", verdict: .accepted),
            Expected(behaviour: .slow, code: "signed_in", verdict: .accepted),
            Expected(behaviour: .retired, code: "provider_retired", passwordsAtMetro: 0, verdict: .accepted),
            Expected(behaviour: .terms, code: "action_required_at_provider", verdict: .accepted),
            Expected(behaviour: .newBill, code: "signed_in", verdict: .accepted),
        ]

        @Test("each login ends as the sandbox means it, with its password sent once", arguments: Portal.allCases)
        func outcomes(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                try await withThrowingTaskGroup { group in
                    for expected in Self.expected {
                        group.addTask { try await check(expected, at: portal, stand) }
                    }
                    try await group.waitForAll()
                }
            }
        }

        private func check(_ expected: Expected, at portal: Portal, _ stand: LiveStand) async throws {
            let username = expected.behaviour.rawValue
            let notebook = Notebook()
            // Only the latest bill, or the slow login's 24 documents would be most of the test.
            let request = try stand.request(portal, username, billsSince: "2999-01-01")
            let result = try await stand.run(portal, request, reporting: notebook)
            let trace = result.evidence.steps.map { "\($0.page) (\($0.matched)) \($0.action)" }
            #expect(result.outcome.code == expected.code, "\(portal) \(username): \(result.outcome) \(trace)")
            let passwords = portal == .metro ? expected.passwordsAtMetro : expected.passwords
            #expect(await stand.attempts(username, portal) == passwords, "\(portal) \(username)")
            #expect(notebook.asked == Array(repeating: .password, count: passwords), "\(portal) \(username)")
            #expect(
                notebook.verdicts == Array(repeating: expected.verdict, count: passwords), "\(portal) \(username)")
            #expect((result.evidence.screenshot == nil) == (expected.code == "signed_in"), "\(portal) \(trace)")
        }

        @Test("accounts, meters and bills come home as the portal has them", arguments: Portal.allCases)
        func collects(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                for username in ["sunny", "business"] {
                    let notebook = Notebook()
                    let result = try await stand.run(portal, stand.request(portal, username), reporting: notebook)
                    try await expectSame(result, username, portal, stand)
                    #expect(
                        notebook.stages == [.openingPortal, .signingIn, .readingAccounts, .fetchingBills, .saving])
                    #expect(await stand.attempts(username, portal) == 1)
                }
            }
        }

        private func expectSame(
            _ result: ConnectorResult, _ username: String, _ portal: Portal, _ stand: LiveStand
        ) async throws {
            let trace = result.evidence.steps.map { "\($0.page) (\($0.matched)) \($0.action)" }
            try #require(result.outcome.code == "signed_in", "\(result.outcome) \(trace)")
            let login = try #require(await stand.world.login(username, at: portal))
            #expect(result.accounts.map(\.providerReference) == login.accounts.map(\.id))
            #expect(result.accounts.map(\.number) == login.accounts.map(\.number))
            #expect(result.accounts.map(\.serviceAddress) == login.accounts.map(\.serviceAddress))
            #expect(!result.statesNoBills)
            let today = CivilDate(of: stand.world.now(), in: portal.timeZone)
            for (read, account) in zip(result.accounts, login.accounts) {
                #expect(read.meters.map(\.number) == account.meters.map(\.number))
                #expect(read.meters.map(\.commodity.rawValue) == account.meters.map(\.commodity.rawValue))
                let bills = stand.world.almanac.bills(of: account, at: portal, on: today, interim: false)
                #expect(read.bills.map(\.providerReference) == bills.map(\.id))
                #expect(read.bills.map(\.periodStart) == bills.map(\.periodStart.iso))
                #expect(read.bills.map(\.periodEnd) == bills.map(\.periodEnd.iso))
                #expect(read.bills.map(\.issuedOn) == bills.map(\.issuedOn.iso))
                #expect(read.bills.map(\.amount.minorUnits) == bills.map { Int64($0.total) })
                #expect(read.bills.allSatisfy { $0.amount.currency == "USD" })
                #expect(read.bills.allSatisfy { $0.pdf?.starts(with: Array("%PDF-".utf8)) == true })
            }
        }
    }
}
