import Browser
import Domain
import Foundation
import Ports
import Testing

@testable import Connectors
@testable import SandboxUtility

extension LiveTests {
    /// A process that dies after it sent a password, and the one that goes on in the page it left open.
    @Suite("Going on after an interruption") struct AdoptionTests {
        @Test(
            "the answer to a password that was sent is read, and the password is not sent again",
            arguments: Portal.allCases)
        func resolves(_ portal: Portal) async throws {
            for (username, verdict) in [("sunny", Submission.Verdict.accepted), ("wrong-password", .rejected)] {
                let gate = Gate()
                try await LiveStand.with(pause: { _ in await gate.pass() }) { stand in
                    try await stand.holdBack(username, at: portal)
                    let page = try await stand.openPage(portal)
                    let left = Task { try await stand.drive(page, portal, username, from: .fresh, Notebook()) }
                    await gate.someoneWaits()
                    left.cancel()
                    await #expect(throws: BrowserError.cancelled) { _ = try await left.value }

                    await gate.open()
                    let notebook = Notebook(refusing: .answerUnknown)
                    let end = try await stand.drive(page, portal, username, from: .adopted, notebook)
                    await page.close()
                    switch end {
                    case .signedIn: #expect(verdict == .accepted)
                    case .failed(.outcome(let outcome, _)): #expect(outcome.code == "password_rejected")
                    case .failed(let failure): Issue.record("\(portal) \(username): \(failure)")
                    }
                    #expect(notebook.verdicts == [verdict])
                    #expect(await stand.attempts(username, portal) == 1)
                }
            }
        }

        @Test(
            "a page on which nothing was sent yet is gone on with, and the password is sent once",
            arguments: Portal.allCases)
        func goesOn(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                let page = try await stand.openPage(portal)
                try await page.navigate(to: stand.provider(portal).address)
                let notebook = Notebook()
                let end = try await stand.drive(page, portal, "sunny", from: .adopted, notebook)
                await page.close()
                #expect(end == .signedIn)
                #expect(notebook.asked == [.password])
                #expect(notebook.verdicts == [.accepted])
                #expect(await stand.attempts("sunny", portal) == 1)
            }
        }

        @Test(
            "what was typed and written down, but never sent, is sent once by the run that goes on",
            arguments: Portal.allCases)
        func unsent(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                let page = try await stand.openPage(portal)
                // Everything is typed when the host is asked.
                _ = try await stand.drive(page, portal, "sunny", from: .fresh, Notebook(refusing: .loginBusy))
                let notebook = Notebook(refusing: .answerUnknown)
                let end = try await stand.drive(page, portal, "sunny", from: .adopted, notebook)
                await page.close()
                #expect(end == .signedIn)
                #expect(notebook.withdrawals == 1)
                #expect(notebook.asked == [.password, .password])
                #expect(await stand.attempts("sunny", portal) == 1)
            }
        }

        @Test(
            "a page that is gone is started anew; what may have been sent is not sent again", arguments: Portal.allCases
        )
        func gone(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                let request = try stand.request(portal, "sunny", reference: "a page of long ago")
                let refused = try await stand.run(portal, request, reporting: Notebook(refusing: .answerUnknown))
                #expect(refused.outcome == .crashed(cause: .interrupted))
                #expect(await stand.attempts("sunny", portal) == 0)
                let permitted = try await stand.run(portal, request)
                #expect(permitted.outcome.code == "signed_in", "\(permitted.outcome)")
                #expect(await stand.attempts("sunny", portal) == 1)
            }
        }
    }
}

/// How a drive begins.
private enum Start { case fresh, adopted }

extension LiveStand {
    /// The portal counts this login's passwords at once and answers when the sandbox's pause is over.
    fileprivate func holdBack(_ username: String, at portal: Portal) async throws {
        try #require(await world.change(username, at: portal, endingSessions: false) { $0.delay = .seconds(1) })
    }

    fileprivate func openPage(_ portal: Portal) async throws -> BrowserPage {
        let recipe = try recipe(portal)
        return try await pool.openPage(
            PageOptions(origins: AllowedOrigins(recipe.origins), allowsPrivateAddresses: true))
    }

    fileprivate func drive(
        _ page: BrowserPage, _ portal: Portal, _ username: String, from start: Start, _ notebook: Notebook
    ) async throws -> SignInEnd {
        let request = try request(portal, username)
        var driver = SignInDriver(
            portal: try PortalPage(page, recipe: recipe(portal)), request: request, reporting: notebook,
            clock: SystemClock())
        var recorder = FlightRecorder(keepingOut: request.credentials)
        let beginning = start == .fresh ? SignInBeginning.fresh(address: request.provider.address) : .adopted
        return try await driver.signIn(from: beginning, patience: .standard, recorder: &recorder)
    }

    private func recipe(_ portal: Portal) throws -> Recipe {
        try #require(try connector(portal) as? RecipeConnector).recipe
    }
}

/// Holds everybody back until it is opened, and tells that somebody waits.
private actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var watchers: [CheckedContinuation<Void, Never>] = []
    private var hasWaited = false

    func pass() async {
        hasWaited = true
        watchers.forEach { $0.resume() }
        watchers = []
        guard !isOpen else { return }
        await withCheckedContinuation { waiting.append($0) }
    }

    func someoneWaits() async {
        guard !hasWaited else { return }
        await withCheckedContinuation { watchers.append($0) }
    }

    func open() {
        isOpen = true
        waiting.forEach { $0.resume() }
        waiting = []
    }
}
