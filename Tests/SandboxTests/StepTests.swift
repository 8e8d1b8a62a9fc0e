import Testing

@testable import SandboxUtility

/// The pages between the password and the account.
@Suite("Steps") struct StepTests {
    @Test("before the question is answered no account is shown; Rex opens it", arguments: Portal.allCases)
    func question(_ portal: Portal) async throws {
        try await withSandbox { server, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: portal, "question")
            #expect(try await Self.isAtHome(visitor, portal) == false)
            let wrong = try await Self.answer(visitor, portal, "Bello")
            #expect(wrong.status == (portal == .metro ? 401 : 200))
            #expect(try await Self.isAtHome(visitor, portal) == false)
            let right = try await Self.answer(visitor, portal, " REX ")
            #expect(right.status == (portal == .metro ? 200 : 303))
            #expect(try await Self.isAtHome(visitor, portal))
            let ledger = try #require(await server.world.ledger(of: "question", at: portal))
            #expect((ledger.attempts, ledger.answers, ledger.answersRejected) == (1, 2, 1))
        }
    }

    @Test("a new password is forced once and replaces the old one", arguments: Portal.allCases)
    func newPassword(_ portal: Portal) async throws {
        try await withSandbox { _, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: portal, "new-password")
            #expect(try await Self.isAtHome(visitor, portal) == false)
            for (chosen, repeated) in [("short", "short"), ("long-enough-1", "different-1"), Self.same] {
                _ = try await Self.choose(visitor, portal, chosen, repeated)
                #expect(try await Self.isAtHome(visitor, portal) == false)
            }
            _ = try await Self.choose(visitor, portal, "rainy-day-43", "rainy-day-43")
            #expect(try await Self.isAtHome(visitor, portal))
            let old = try await Visitor(client).signIn(at: portal, "new-password")
            #expect(old.status == (portal == .metro ? 401 : 200))
            let fresh = Visitor(client)
            _ = try await fresh.signIn(at: portal, "new-password", password: "rainy-day-43")
            #expect(try await Self.isAtHome(fresh, portal))
        }
    }

    @Test("terms block until they are accepted, then never again", arguments: Portal.allCases)
    func terms(_ portal: Portal) async throws {
        try await withSandbox { _, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: portal, "terms")
            #expect(try await Self.isAtHome(visitor, portal) == false)
            _ = try await Self.accept(visitor, portal)
            #expect(try await Self.isAtHome(visitor, portal))
            let again = Visitor(client)
            _ = try await again.signIn(at: portal, "terms")
            #expect(try await Self.isAtHome(again, portal))
        }
    }

    @Test("Valley's account opens only after its advertisement was answered") func nag() async throws {
        try await withSandbox { _, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: .valley, "sunny")
            #expect(try await visitor.get("/valley/MyAccount.aspx").location == "/valley/Login.aspx")
            let state = try #require(try await visitor.get("/valley/Paperless.aspx").field("__VIEWSTATE"))
            let nothing = try await visitor.post("/valley/Paperless.aspx", ["__VIEWSTATE": state])
            #expect(nothing.text.contains("Go Paperless!"))
            let forged = try await visitor.post(
                "/valley/Paperless.aspx", ["__VIEWSTATE": "x", "__EVENTTARGET": ValleyPages.field("lnkNoThanks")])
            #expect(forged.status == 403)
            let passed = try await visitor.post(
                "/valley/Paperless.aspx", ["__VIEWSTATE": state, "__EVENTTARGET": ValleyPages.field("lnkNoThanks")])
            #expect(passed.location == "/valley/MyAccount.aspx")
        }
    }

    // MARK: - The same act at each portal

    private static let same = (Login.usualPassword, Login.usualPassword)

    /// At Valley the advertisement counts: it stands behind all other steps.
    private static func isAtHome(_ visitor: Visitor, _ portal: Portal) async throws -> Bool {
        switch portal {
        case .harbor: try await visitor.get("/harbor/account").status == 200
        case .metro: try await visitor.get("/metro/api/accounts").status == 200
        case .valley: try await visitor.get("/valley/Paperless.aspx").status == 200
        }
    }

    private static func answer(_ visitor: Visitor, _ portal: Portal, _ text: String) async throws -> Visitor.Page {
        switch portal {
        case .harbor:
            let token = try await visitor.get("/harbor/security-question").field("__token") ?? ""
            return try await visitor.post("/harbor/security-question", ["__token": token, "answer": text])
        case .metro: return try await visitor.post("/metro/api/session/answer", json: ["answer": text])
        case .valley:
            let state = try await visitor.get("/valley/Security.aspx").field("__VIEWSTATE") ?? ""
            return try await visitor.post(
                "/valley/Security.aspx", ["__VIEWSTATE": state, ValleyPages.field("txtAnswer"): text])
        }
    }

    private static func choose(
        _ visitor: Visitor, _ portal: Portal, _ chosen: String, _ repeated: String
    ) async throws -> Visitor.Page {
        switch portal {
        case .harbor:
            let token = try await visitor.get("/harbor/password-expired").field("__token") ?? ""
            return try await visitor.post(
                "/harbor/password-expired",
                ["__token": token, "new_password": chosen, "repeat_password": repeated])
        case .metro:
            return try await visitor.post(
                "/metro/api/session/new-password", json: ["newPassword": chosen, "repeated": repeated])
        case .valley:
            let state = try await visitor.get("/valley/ChangePassword.aspx").field("__VIEWSTATE") ?? ""
            return try await visitor.post(
                "/valley/ChangePassword.aspx",
                [
                    "__VIEWSTATE": state, ValleyPages.field("txtNewPassword"): chosen,
                    ValleyPages.field("txtConfirmPassword"): repeated,
                ])
        }
    }

    private static func accept(_ visitor: Visitor, _ portal: Portal) async throws -> Visitor.Page {
        switch portal {
        case .harbor:
            let token = try await visitor.get("/harbor/terms").field("__token") ?? ""
            return try await visitor.post("/harbor/terms", ["__token": token, "agree": "yes"])
        case .metro: return try await visitor.post("/metro/api/session/terms", json: [:])
        case .valley:
            let state = try await visitor.get("/valley/Terms.aspx").field("__VIEWSTATE") ?? ""
            return try await visitor.post("/valley/Terms.aspx", ["__VIEWSTATE": state])
        }
    }
}
