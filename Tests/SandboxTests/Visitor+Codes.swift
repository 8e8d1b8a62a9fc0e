import Testing

@testable import SandboxUtility

/// The same acts around one-time codes at each portal.
extension Visitor {
    /// The page, or at Metro the answer, before which a visitor stands who has to type a code.
    func codePage(at portal: Portal) async throws -> Page {
        switch portal {
        case .harbor: try await get("/harbor/verify")
        case .metro: try await get("/metro/api/session/code")
        case .valley: try await get("/valley/SecurityCode.aspx")
        }
    }

    func choose(_ medium: CodeMedium, at portal: Portal) async throws -> Page {
        switch portal {
        case .harbor:
            let token = try #require(try await get("/harbor/verify/method").field("__token"))
            return try await post("/harbor/verify/method", ["__token": token, "method": medium.rawValue])
        case .metro: return try await post("/metro/api/session/code-channels", json: ["channel": medium.rawValue])
        case .valley:
            let state = try #require(try await get("/valley/CodeDelivery.aspx").field("__VIEWSTATE"))
            return try await post(
                "/valley/CodeDelivery.aspx",
                [
                    "__VIEWSTATE": state, ValleyPages.field("rblDelivery"): medium.rawValue,
                    ValleyPages.field("btnSend"): "Continue",
                ])
        }
    }

    func enter(_ code: String, at portal: Portal, remembering: Bool = false) async throws -> Page {
        switch portal {
        case .harbor:
            let token = try await codePage(at: portal).field("__token") ?? ""
            guard remembering else { return try await post("/harbor/verify", ["__token": token, "code": code]) }
            return try await post("/harbor/verify", ["__token": token, "code": code, "remember": "yes"])
        case .metro:
            return try await post(
                "/metro/api/session/code", json: ["code": code, "remember": remembering ? "yes" : ""])
        case .valley:
            let state = try await codePage(at: portal).field("__VIEWSTATE") ?? ""
            let field = ValleyPages.field("txtCode")
            guard remembering else {
                return try await post("/valley/SecurityCode.aspx", ["__VIEWSTATE": state, field: code])
            }
            return try await post(
                "/valley/SecurityCode.aspx",
                ["__VIEWSTATE": state, field: code, ValleyPages.field("chkRemember"): "on"])
        }
    }

    func askForAnotherCode(at portal: Portal) async throws -> Page {
        switch portal {
        case .harbor:
            let token = try #require(try await codePage(at: portal).field("__token"))
            return try await post("/harbor/verify/resend", ["__token": token])
        case .metro: return try await post("/metro/api/session/code/another", json: [:])
        case .valley:
            let state = try #require(try await codePage(at: portal).field("__VIEWSTATE"))
            return try await post(
                "/valley/SecurityCode.aspx",
                ["__VIEWSTATE": state, "__EVENTTARGET": ValleyPages.field("lnkResend")])
        }
    }

    /// Whether no code stands in the way any more. At Valley the advertisement counts: it stands behind all steps.
    func isHome(at portal: Portal) async throws -> Bool {
        switch portal {
        case .harbor: try await get("/harbor/account").status == 200
        case .metro: try await get("/metro/api/accounts").status == 200
        case .valley: try await get("/valley/Paperless.aspx").status == 200
        }
    }

    /// Signs in where a code is asked for, and types the one that the postbox got.
    func signInWithCode(
        at portal: Portal, _ username: String, from postbox: Postbox, password: String = Login.usualPassword,
        remembering: Bool = false
    ) async throws {
        _ = try await signIn(at: portal, username, password: password)
        _ = try await enter(try await postbox.nextCode(), at: portal, remembering: remembering)
        #expect(try await isHome(at: portal))
    }
}
