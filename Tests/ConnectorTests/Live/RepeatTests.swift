import Domain
import Foundation
import Ports
import Testing

@testable import SandboxUtility

extension LiveTests {
    /// What must hold when runs follow upon each other, are refused, or break off.
    @Suite("One run after another") struct RepeatTests {
        @Test("a saved session is used again and no password is sent", arguments: Portal.allCases)
        func session(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                let first = try await stand.run(portal, stand.request(portal, "family"))
                let session = try #require(first.session)
                let notebook = Notebook()
                let request = try stand.request(portal, "family", session: session)
                let second = try await stand.run(portal, request, reporting: notebook)
                #expect(second.outcome.code == "signed_in", "\(second.outcome)")
                #expect(second.accounts == first.accounts)
                #expect(notebook.asked.isEmpty)
                #expect(notebook.verdicts.isEmpty)
                #expect(await stand.attempts("family", portal) == 1)
            }
        }

        @Test("a session that the portal ended leads back to the form", arguments: Portal.allCases)
        func endedSession(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                let first = try await stand.run(portal, stand.request(portal, "sunny"))
                _ = await stand.world.change("sunny", at: portal, endingSessions: true) { _ in }
                let request = try stand.request(portal, "sunny", session: first.session)
                let second = try await stand.run(portal, request)
                #expect(second.outcome.code == "signed_in", "\(second.outcome)")
                #expect(await stand.attempts("sunny", portal) == 2)
            }
        }

        @Test("only the wanted bills are fetched, and the latest in any case", arguments: Portal.allCases)
        func billsSince(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                let all = try await stand.run(portal, stand.request(portal, "sunny"))
                let bills = try #require(all.accounts.first?.bills)
                let third = try #require(bills.dropFirst(2).first)
                let request = try stand.request(portal, "sunny", session: all.session, billsSince: third.issuedOn)
                let some = try await stand.run(portal, request)
                #expect(some.accounts.first?.bills == Array(bills.prefix(3)))
                let none = try stand.request(portal, "sunny", session: all.session, billsSince: "2999-01-01")
                #expect(try await stand.run(portal, none).accounts.first?.bills == Array(bills.prefix(1)))
            }
        }

        @Test("a security question is answered with the stored answer", arguments: Portal.allCases)
        func answer(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                let notebook = Notebook()
                let answers = ["security_answer": Secret("Rex")]
                let request = try stand.request(portal, "question", answers: answers)
                let result = try await stand.run(portal, request, reporting: notebook)
                #expect(result.outcome.code == "signed_in", "\(result.outcome)")
                #expect(notebook.asked == [.password, .answer])
                #expect(notebook.verdicts == [.accepted, .accepted])
                #expect(notebook.stages.contains(.answeringPrompt))
            }
        }

        @Test("a wrong answer is asked for again in the portal's words and sent once", arguments: Portal.allCases)
        func wrongAnswer(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                let notebook = Notebook()
                let answers = ["security_answer": Secret("Fido")]
                let request = try stand.request(portal, "question", answers: answers)
                let result = try await stand.run(portal, request, reporting: notebook)
                let prompt = Prompt(name: "security_answer", label: "Name of your first pet?", kind: .text)
                #expect(result.outcome == .additionalCredentialsRequired(prompts: [prompt]))
                #expect(notebook.verdicts == [.accepted, .rejected])
                #expect(await stand.world.ledger(of: "question", at: portal)?.answers == 1)
            }
        }

        @Test("a refused submission sends nothing", arguments: Portal.allCases)
        func refusal(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                let notebook = Notebook(refusing: .rejectedBefore)
                let result = try await stand.run(portal, stand.request(portal, "sunny"), reporting: notebook)
                #expect(result.outcome == .crashed(cause: .notSubmitted))
                #expect(notebook.asked == [.password])
                #expect(notebook.verdicts.isEmpty)
                #expect(await stand.attempts("sunny", portal) == 0)
            }
        }

        @Test("a cancelled run ends as interrupted and judges nothing", arguments: Portal.allCases)
        func cancelled(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                _ = await stand.world.change("sunny", at: portal, endingSessions: false) { $0.delay = .seconds(20) }
                let (permissions, ring) = AsyncStream.makeStream(of: Void.self)
                let notebook = Notebook { ring.yield() }
                let request = try stand.request(portal, "sunny")
                let running = Task { try await stand.run(portal, request, reporting: notebook) }
                _ = await permissions.first { true }
                running.cancel()
                let result = try await running.value
                #expect(result.outcome == .crashed(cause: .interrupted))
                #expect(notebook.verdicts.isEmpty)
                #expect(await stand.attempts("sunny", portal) <= 1)
            }
        }

        @Test("a portal that gives no answer in time is down, and the password's fate is open")
        func deadline() async throws {
            try await LiveStand.with { stand in
                _ = await stand.world.change("sunny", at: .harbor, endingSessions: false) { $0.delay = .seconds(30) }
                let notebook = Notebook()
                let request = try stand.request(.harbor, "sunny", seconds: 4)
                let result = try await stand.run(.harbor, request, reporting: notebook)
                #expect(result.outcome == .siteDown(kind: .timeout), "\(result.evidence.steps)")
                #expect(notebook.verdicts == [.interrupted])
            }
        }

        @Test("a slow portal's documents all come home well within a minute")
        func slow() async throws {
            try await LiveStand.with { stand in
                let result = try await stand.run(.harbor, stand.request(.harbor, "slow", seconds: 60))
                #expect(result.outcome.code == "signed_in", "\(result.outcome)")
                #expect(result.accounts.first?.bills.count { $0.pdf != nil } == 24)
            }
        }

        @Test("a whole portal that is down, blocked or redesigned is nobody's fault", arguments: Portal.allCases)
        func modes(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                for (mode, code) in [
                    (PortalMode.down, "site_down"), (.blocked, "blocked_by_provider"), (.changed, "page_changed"),
                ] {
                    await stand.world.set(mode, of: portal)
                    let result = try await stand.run(portal, stand.request(portal, "sunny"))
                    #expect(result.outcome.code == code, "\(mode): \(result.outcome)")
                }
                #expect(await stand.attempts("sunny", portal) == 0)
            }
        }
    }
}
