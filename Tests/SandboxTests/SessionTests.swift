import Foundation
import Synchronization
import Testing

@testable import SandboxUtility

@Suite("Sessions") struct SessionTests {
    private static func cookieName(of portal: Portal) -> String {
        switch portal {
        case .harbor: "HLP_SESSION"
        case .metro: "mge_session"
        case .valley: "ASP.NET_SessionId"
        }
    }

    @Test("signing in rotates the cookie, and the old one is worth nothing", arguments: Portal.allCases)
    func rotates(_ portal: Portal) async throws {
        try await withSandbox { server, client in
            let visitor = Visitor(client)
            if portal == .metro {
                _ = try await visitor.post("/metro/api/session/identify", json: ["username": "sunny"])
            } else {
                _ = try await visitor.get(portal == .harbor ? "/harbor/login" : "/valley/Login.aspx")
            }
            let name = Self.cookieName(of: portal)
            let before = try #require(visitor.cookies[name])
            _ = try await visitor.signIn(at: portal, "sunny")
            let after = try #require(visitor.cookies[name])
            #expect(before != after)
            #expect(await server.world.session(after, at: portal)?.username == "sunny")
            #expect(visitor.cookieLines.allSatisfy { $0.contains("HttpOnly") && $0.contains("SameSite=Lax") })
            let planted = Visitor(client)
            planted.cookies = [name: before]
            let page = try await planted.get(
                portal == .metro ? "/metro/api/accounts" : "/\(portal.rawValue)/MyAccount.aspx")
            #expect(page.status != 200)
        }
    }

    @Test("nobody sees another customer's account, bill or usage", arguments: Portal.allCases)
    func isolated(_ portal: Portal) async throws {
        try await withSandbox { _, client in
            let owner = Visitor(client)
            let list = try await owner.openAccounts(at: portal, as: "family")
            let account = try #require(try owner.accountAddresses(on: list, at: portal).first)
            let bill = try #require(try owner.billAddresses(on: try await owner.get(account), at: portal).first)
            let other = Visitor(client)
            _ = try await other.openAccounts(at: portal, as: "sunny")
            let stranger = Visitor(client)
            for address in [account, bill] {
                #expect(try await owner.get(address).status == 200)
                #expect(try await other.get(address).status == 404)
                let turnedAway = try await stranger.get(address)
                #expect(turnedAway.status == (portal == .metro ? 401 : 303))
            }
        }
    }

    @Test("a session of one portal opens no other") func portalsApart() async throws {
        try await withSandbox { server, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: .harbor, "sunny")
            let cookie = visitor.cookies["HLP_SESSION"]
            #expect(await server.world.session(cookie, at: .harbor) != nil)
            #expect(await server.world.session(cookie, at: .metro) == nil)
        }
    }

    @Test("a session ends after half an hour without a request, and after signing out") func ends() async throws {
        let clock = Mutex(openingDay)
        let world = SandboxWorld(seed: 20, now: { clock.withLock { $0 } })
        let session = await world.openSession(at: .harbor)
        clock.withLock { $0 += 29 * 60 }
        #expect(await world.session(session.id, at: .harbor) != nil)
        clock.withLock { $0 += 29 * 60 }
        #expect(await world.session(session.id, at: .harbor) != nil)
        clock.withLock { $0 += 31 * 60 }
        #expect(await world.session(session.id, at: .harbor) == nil)
        let second = await world.openSession(at: .harbor)
        await world.close(second)
        #expect(await world.session(second.id, at: .harbor) == nil)
    }

    @Test("signing out needs the anti-forgery field") func signOut() async throws {
        try await withSandbox { _, client in
            let visitor = Visitor(client)
            let accounts = try await visitor.openAccounts(at: .harbor, as: "sunny")
            #expect(try await visitor.post("/harbor/logout", ["__token": "forged"]).status == 403)
            #expect(try await visitor.get("/harbor/account").status == 200)
            let token = try #require(accounts.field("__token"))
            #expect(try await visitor.post("/harbor/logout", ["__token": token]).status == 303)
            #expect(try await visitor.get("/harbor/account").status == 303)
        }
    }

    @Test("what a visitor typed comes back as text") func escapes() async throws {
        try await withSandbox { _, client in
            let page = try await Visitor(client).signIn(at: .harbor, "\"><script>alert(1)</script>")
            #expect(!page.text.contains("<script>"))
            #expect(page.text.contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\""))
        }
    }
}
