import HummingbirdTesting
import Testing

@testable import SandboxUtility

@Suite("Counting and locking") struct LedgerTests {
    @Test("the last allowed wrong password locks, and then the right one is not looked at", arguments: Portal.allCases)
    func locks(_ portal: Portal) async throws {
        try await withSandbox { server, client in
            for _ in 1..<portal.lockoutLimit {
                _ = try await Visitor(client).signIn(at: portal, "sunny", password: "wrong")
            }
            #expect(await server.world.login("sunny", at: portal)?.isLocked == false)
            let last = try await Visitor(client).signIn(at: portal, "sunny", password: "wrong")
            #expect(last.text.lowercased().contains("locked"))
            let right = try await Visitor(client).signIn(at: portal, "sunny")
            #expect(right.text.lowercased().contains("locked"))
            let ledger = try #require(await server.world.ledger(of: "sunny", at: portal))
            #expect(ledger.attempts == portal.lockoutLimit + 1)
            #expect(ledger.rejected == portal.lockoutLimit)
            #expect(ledger.locked == 1)
            #expect(ledger.accepted == 0)
        }
    }

    @Test("a right password forgives the wrong ones before it") func forgives() async throws {
        try await withSandbox { server, client in
            for _ in 1...3 {
                _ = try await Visitor(client).signIn(at: .valley, "sunny", password: "wrong")
                _ = try await Visitor(client).signIn(at: .valley, "sunny", password: "wrong")
                let right = try await Visitor(client).signIn(at: .valley, "sunny")
                #expect(right.status == 303)
            }
            let ledger = try #require(await server.world.ledger(of: "sunny", at: .valley))
            #expect((ledger.rejected, ledger.accepted) == (6, 3))
        }
    }

    @Test("portals warn before they lock, each in its own words") func warns() async throws {
        try await withSandbox { _, client in
            var pages: [Visitor.Page] = []
            for _ in 1...4 { pages.append(try await Visitor(client).signIn(at: .harbor, "sunny", password: "x")) }
            #expect(pages[1].text.contains("does not match our records"))
            #expect(pages[2].text.contains("You have 2 attempts left"))
            #expect(pages[3].text.contains("You have 1 attempt left"))
            for _ in 1...2 { pages.append(try await Visitor(client).signIn(at: .valley, "sunny", password: "x")) }
            #expect(pages[5].text.contains("Warning: 1 attempt remaining"))
            for _ in 1...3 { pages.append(try await Visitor(client).signIn(at: .metro, "sunny", password: "x")) }
            #expect(pages[8].text.contains("one more try"))
        }
    }

    @Test("each of many passwords at once is counted exactly once", arguments: Portal.allCases)
    func concurrent(_ portal: Portal) async throws {
        try await withSandbox { server, client in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...40 { group.addTask { try await Visitor(client).signIn(at: portal, "family").status } }
                for try await status in group { #expect(status < 400) }
            }
            let ledger = try #require(await server.world.ledger(of: "family", at: portal))
            #expect((ledger.attempts, ledger.accepted) == (40, 40))
            #expect(ledger.entries.count == 40)
        }
    }

    @Test("passwords with a stale or foreign form are counted and not looked at")
    func staleForms() async throws {
        try await withSandbox { server, client in
            let page = try await Visitor(client).post(
                "/harbor/login", ["__token": "forged", "user_id": "sunny", "password": Login.usualPassword])
            #expect(page.text.contains("timed out"))
            let old = try await Visitor(client).post(
                "/valley/Login.aspx",
                [ValleyPages.field("txtUserName"): "sunny", ValleyPages.field("txtPassword"): Login.usualPassword])
            #expect(old.text.contains("session has expired"))
            for portal in [Portal.harbor, .valley] {
                let ledger = try #require(await server.world.ledger(of: "sunny", at: portal))
                #expect((ledger.attempts, ledger.unanswered, ledger.accepted) == (1, 1, 0))
            }
            _ = try await Visitor(client).post("/metro/api/session/password", json: ["password": "x"])
            #expect(await server.world.ledgerOfStrangers(at: .metro).unanswered == 1)
        }
    }

    @Test("passwords for unknown user names are counted apart") func strangers() async throws {
        try await withSandbox { server, client in
            _ = try await Visitor(client).signIn(at: .harbor, "nobody")
            #expect(await server.world.ledger(of: "nobody", at: .harbor) == nil)
            #expect(await server.world.ledgerOfStrangers(at: .harbor).rejected == 1)
        }
    }

    @Test("a held-back answer was counted before the wait") func heldBack() async throws {
        let ready = HeldServer()
        let server = try SandboxServer(
            SandboxOptions(
                now: { openingDay },
                pause: { duration in await ready.note(duration, attempts: ready.world?.ledger(of: "sunny", at: .harbor))
                }
            ))
        await ready.use(server.world)
        try await server.application.test(.router) { client in
            _ = try await Visitor(client).post("/control/logins/harbor/sunny", ["delay_ms": "2500"])
            _ = try await Visitor(client).signIn(at: .harbor, "sunny")
        }
        #expect(await ready.seen == [2_500_000: 1])
    }
}

/// Remembers how many attempts stood in the ledger when a wait began, by its length in microseconds.
private actor HeldServer {
    private(set) var world: SandboxWorld?
    private(set) var seen: [Int64: Int] = [:]

    func use(_ world: SandboxWorld) { self.world = world }

    func note(_ duration: Duration, attempts: AttemptLedger?) {
        let parts = duration.components
        seen[parts.seconds * 1_000_000 + parts.attoseconds / 1_000_000_000_000] = attempts?.attempts ?? -1
    }
}
