import Testing

@testable import SandboxUtility

/// Every user name at every portal ends where its name says.
@Suite("Behaviours") struct BehaviourTests {
    /// What the last answer of a sign-in is known by.
    struct Ending: Sendable, CustomStringConvertible {
        let portal: Portal
        let username: String
        let status: Int
        /// Where a redirect leads, or a part of the page.
        let sign: String

        init(_ portal: Portal, _ username: String, _ status: Int, _ sign: String) {
            self.portal = portal
            self.username = username
            self.status = status
            self.sign = sign
        }

        var description: String { "\(username) at \(portal.rawValue)" }
    }

    static let endings = [
        Ending(.harbor, "sunny", 303, "/harbor/account"),
        Ending(.harbor, "Pat@Example.com ", 303, "/harbor/account"),
        Ending(.harbor, "user500", 303, "/harbor/account"),
        Ending(.harbor, "wrong-password", 200, "does not match our records"),
        Ending(.harbor, "nobody", 200, "does not match our records"),
        Ending(.harbor, "locked", 200, "has been locked"),
        Ending(.harbor, "new-password", 303, "/harbor/password-expired"),
        Ending(.harbor, "question", 303, "/harbor/security-question"),
        Ending(.harbor, "terms", 303, "/harbor/terms"),
        Ending(.harbor, "mfa-email", 303, "/harbor/verify"),
        Ending(.harbor, "mfa-choice", 303, "/harbor/verify/method"),
        Ending(.harbor, "down", 503, "temporarily unavailable"),
        Ending(.harbor, "blocked", 403, "Access Denied"),
        Ending(.harbor, "retired", 200, "closed for good"),
        Ending(.metro, "sunny", 200, "\"next\":\"accounts\""),
        Ending(.metro, "pat@example.com", 200, "\"next\":\"accounts\""),
        Ending(.metro, "wrong-password", 401, "INVALID_PASSWORD"),
        Ending(.metro, "nobody", 404, "USERNAME_NOT_FOUND"),
        Ending(.metro, "locked", 423, "ACCOUNT_LOCKED"),
        Ending(.metro, "new-password", 200, "\"next\":\"new-password\""),
        Ending(.metro, "question", 200, "\"next\":\"verify\""),
        Ending(.metro, "terms", 200, "\"next\":\"terms\""),
        Ending(.metro, "mfa-sms", 200, "\"next\":\"code\""),
        Ending(.metro, "mfa-choice", 200, "\"next\":\"choose-code\""),
        Ending(.metro, "down", 503, "SERVICE_UNAVAILABLE"),
        Ending(.metro, "blocked", 403, "Pardon Our Interruption"),
        Ending(.metro, "retired", 410, "PORTAL_CLOSED"),
        Ending(.valley, "sunny", 303, "/valley/Paperless.aspx"),
        Ending(.valley, "wrong-password", 200, "Invalid User Name or Password"),
        Ending(.valley, "nobody", 200, "User Name not found"),
        Ending(.valley, "locked", 200, "LOCKED"),
        Ending(.valley, "new-password", 303, "/valley/ChangePassword.aspx"),
        Ending(.valley, "question", 303, "/valley/Security.aspx"),
        Ending(.valley, "terms", 303, "/valley/Terms.aspx"),
        Ending(.valley, "mfa-totp", 303, "/valley/SecurityCode.aspx"),
        Ending(.valley, "mfa-choice", 303, "/valley/CodeDelivery.aspx"),
        Ending(.valley, "down", 503, "HTTP Error 503"),
        Ending(.valley, "blocked", 403, "Web Page Blocked"),
        Ending(.valley, "retired", 200, "has been retired"),
    ]

    @Test("a sign-in ends as the user name says", arguments: endings) func ends(_ ending: Ending) async throws {
        try await withSandbox { _, client in
            let page = try await Visitor(client).signIn(at: ending.portal, ending.username)
            #expect(page.status == ending.status)
            if page.status == 303 {
                #expect(page.location == ending.sign)
            } else {
                #expect(page.text.contains(ending.sign))
            }
        }
    }

    @Test("a refused login is led to the port on which nothing listens", arguments: Portal.allCases)
    func refused(_ portal: Portal) async throws {
        try await withSandbox { server, client in
            let page = try await Visitor(client).signIn(at: portal, "refused")
            let address = page.location ?? page.json["redirect"] as? String
            #expect(try #require(address).hasPrefix("http://127.0.0.1:\(server.refusedPort)/"))
        }
    }

    @Test("a login without accounts says so in words", arguments: Portal.allCases)
    func noAccounts(_ portal: Portal) async throws {
        try await withSandbox { _, client in
            let visitor = Visitor(client)
            let list = try await visitor.openAccounts(at: portal, as: "no-accounts")
            #expect(list.status == 200)
            #expect(try visitor.accountAddresses(on: list, at: portal).isEmpty)
            if portal != .metro {
                #expect(list.text.contains("No active") || list.text.contains("no utility accounts"))
            }
        }
    }

    @Test("a changed portal shows neither an account nor a form", arguments: Portal.allCases)
    func changed(_ portal: Portal) async throws {
        try await withSandbox { _, client in
            let visitor = Visitor(client)
            var page = try await visitor.openAccounts(at: portal, as: "changed")
            if let next = page.json["redirect"] as? String { page = try await visitor.get(next) }
            #expect(page.status == 200)
            #expect(page.type?.hasPrefix("text/html") == true)
            #expect(!page.text.contains("<form"))
            #expect(!page.text.lowercased().contains("account"))
        }
    }

    @Test("every answer to a slow login takes 3 to 4 seconds", arguments: Portal.allCases)
    func slow(_ portal: Portal) async throws {
        let pauses = PauseLog()
        try await withSandbox(pauses: pauses) { _, client in
            let visitor = Visitor(client)
            let list = try await visitor.openAccounts(at: portal, as: "slow")
            #expect(try visitor.accountAddresses(on: list, at: portal).count == 1)
        }
        let noted = await pauses.pauses
        #expect(noted.count >= 2)
        #expect(noted.allSatisfy { $0 >= .seconds(3) && $0 <= .seconds(4) })
    }

    @Test("quick logins are never held back") func quick() async throws {
        let pauses = PauseLog()
        try await withSandbox(pauses: pauses) { _, client in
            _ = try await Visitor(client).openAccounts(at: .harbor, as: "sunny")
        }
        #expect(await pauses.pauses.isEmpty)
    }
}
