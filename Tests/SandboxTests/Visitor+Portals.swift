import Testing

@testable import SandboxUtility

extension Visitor {
    /// Fills the sign-in of a portal and sends it; what comes back on the last request.
    func signIn(at portal: Portal, _ username: String, password: String = Login.usualPassword) async throws -> Page {
        switch portal {
        case .harbor:
            let token = try #require(try await get("/harbor/login").field("__token"))
            return try await post("/harbor/login", ["__token": token, "user_id": username, "password": password])
        case .metro:
            let identified = try await post("/metro/api/session/identify", json: ["username": username])
            guard identified.json["next"] as? String == "password" else { return identified }
            return try await post("/metro/api/session/password", json: ["password": password])
        case .valley:
            let state = try #require(try await get("/valley/Login.aspx").field("__VIEWSTATE"))
            return try await post(
                "/valley/Login.aspx",
                [
                    "__VIEWSTATE": state, ValleyPages.field("txtUserName"): username,
                    ValleyPages.field("txtPassword"): password, ValleyPages.field("btnLogin"): "Log In",
                ])
        }
    }

    /// Signs in and goes on to the page that lists the accounts.
    func openAccounts(at portal: Portal, as username: String) async throws -> Page {
        _ = try await signIn(at: portal, username)
        switch portal {
        case .harbor: return try await get("/harbor/account")
        case .metro: return try await get("/metro/api/accounts")
        case .valley:
            let nag = try await get("/valley/Paperless.aspx")
            let state = try #require(nag.field("__VIEWSTATE"))
            _ = try await post(
                "/valley/Paperless.aspx",
                ["__VIEWSTATE": state, "__EVENTTARGET": ValleyPages.field("lnkNoThanks"), "__EVENTARGUMENT": ""])
            let home = try await get("/valley/MyAccount.aspx")
            return home.text.contains("<iframe") ? try await get("/valley/AccountFrame.aspx") : home
        }
    }

    /// The addresses of the account pages on a list of accounts.
    func accountAddresses(on list: Page, at portal: Portal) throws -> [String] {
        switch portal {
        case .harbor: return list.links(containing: "/harbor/account/")
        case .metro:
            let accounts = try #require(list.json["accounts"] as? [[String: Any]])
            return accounts.compactMap { $0["id"] as? String }.map { "/metro/api/accounts/\($0)" }
        case .valley: return list.links(containing: "?acct=")
        }
    }

    /// The addresses of the PDF files on an account page, newest first.
    func billAddresses(on account: Page, at portal: Portal) throws -> [String] {
        switch portal {
        case .harbor: return account.links(containing: ".pdf")
        case .metro:
            let bills = try #require(account.json["bills"] as? [[String: Any]])
            return bills.compactMap { $0["documentURL"] as? String }
        case .valley:
            return account.links(containing: "ViewBill").map { $0.replacing("&amp;", with: "&") }
        }
    }
}
