import Foundation
import Testing

@testable import SandboxUtility

/// Browsers that a portal remembers.
@Suite("Remembered devices", .timeLimit(.minutes(5))) struct TrustTests {
    private static func cookieName(of portal: Portal) -> String {
        switch portal {
        case .harbor: "HLP_DEVICE"
        case .metro: "mge_device"
        case .valley: "VWD_DEVICE"
        }
    }

    @Test("a remembered browser needs no code for 30 days, and another one does", arguments: Portal.allCases)
    func remembers(_ portal: Portal) async throws {
        let postbox = Postbox()
        let clock = HandClock()
        try await withSandbox(postbox: postbox, now: { clock.now }) { server, client in
            let visitor = Visitor(client)
            try await visitor.signInWithCode(at: portal, "mfa-email", from: postbox, remembering: true)
            let name = Self.cookieName(of: portal)
            let line = try #require(visitor.cookieLines.last { $0.hasPrefix(name) })
            #expect(line.contains("Max-Age=2592000") && line.contains("HttpOnly") && line.contains("SameSite=Lax"))
            let device = try #require(visitor.cookies[name])
            clock.advance(30 * 86_400 - 1)
            let back = Visitor(client)
            back.cookies = [name: device]
            _ = try await back.signIn(at: portal, "mfa-email")
            #expect(try await back.isHome(at: portal))
            #expect(await postbox.isEmpty)
            let ledger = try #require(await server.world.codeLedger(of: "mfa-email", at: portal))
            #expect(ledger.count(of: .trusted) == 1 && ledger.count(of: .skipped) == 1)
            clock.advance(1)
            let late = Visitor(client)
            late.cookies = [name: device]
            _ = try await late.signIn(at: portal, "mfa-email")
            #expect(try await late.isHome(at: portal) == false)
        }
    }

    @Test(
        "without the tick no browser is remembered, and one login's cookie serves no other", arguments: Portal.allCases)
    func own(_ portal: Portal) async throws {
        let postbox = Postbox()
        try await withSandbox(postbox: postbox) { _, client in
            let visitor = Visitor(client)
            try await visitor.signInWithCode(at: portal, "mfa-email", from: postbox)
            let name = Self.cookieName(of: portal)
            #expect(visitor.cookies[name] == nil)
            visitor.restartBrowser()
            try await visitor.signInWithCode(at: portal, "mfa-email", from: postbox, remembering: true)
            visitor.restartBrowser()
            _ = try await visitor.signIn(at: portal, "mfa-sms")
            #expect(try await visitor.isHome(at: portal) == false)
        }
    }

    @Test("the control page shortens the trust and ends it", arguments: Portal.allCases)
    func expires(_ portal: Portal) async throws {
        let postbox = Postbox()
        let clock = HandClock()
        try await withSandbox(postbox: postbox, now: { clock.now }) { _, client in
            let path = "/control/logins/\(portal.rawValue)/mfa-email"
            let set = try await Visitor(client).post(path, ["trust_s": "90"])
            #expect((set.json["code_setup"] as? [String: Any])?["trust_s"] as? Int == 90)
            let visitor = Visitor(client)
            try await visitor.signInWithCode(at: portal, "mfa-email", from: postbox, remembering: true)
            #expect(visitor.cookieLines.contains { $0.contains("Max-Age=90") })
            clock.advance(60)
            visitor.restartBrowser()
            _ = try await visitor.signIn(at: portal, "mfa-email")
            #expect(try await visitor.isHome(at: portal))
            let ended = try await Visitor(client).post(path, ["expire_trust": "1"])
            #expect((ended.json["code_setup"] as? [String: Any])?["trusted_devices"] as? Int == 0)
            visitor.restartBrowser()
            _ = try await visitor.signIn(at: portal, "mfa-email")
            #expect(try await visitor.isHome(at: portal) == false)
        }
    }

    @Test("a new password ends the trust at Valley only", arguments: Portal.allCases)
    func newPassword(_ portal: Portal) async throws {
        let postbox = Postbox()
        try await withSandbox(postbox: postbox) { _, client in
            let visitor = Visitor(client)
            try await visitor.signInWithCode(at: portal, "mfa-email", from: postbox, remembering: true)
            _ = try await Visitor(client).post(
                "/control/logins/\(portal.rawValue)/mfa-email", ["password": "rainy-day-43"])
            _ = try await visitor.signIn(at: portal, "mfa-email", password: "rainy-day-43")
            #expect(try await visitor.isHome(at: portal) == (portal != .valley))
        }
    }
}
