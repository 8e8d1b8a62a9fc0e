import HTTPTypes
import Hummingbird

/// Valley Water District: an old post-back portal. Every form posts to its own page with view state, links act through
/// `__doPostBack`, an advertisement follows the sign-in, and the account area lives in a frame.
struct ValleyPortal: Sendable {
    let desk: PortalDesk
    static let signInPath = "/valley/Login.aspx"
    static let home = "/valley/MyAccount.aspx"
    var pages: ValleyPages { ValleyPages() }
    private var front: ValleyFront { ValleyFront(refusedAddress: desk.refusedAddress) }

    func addRoutes(to router: Router<SandboxContext>, assets: PortalAssets) {
        let area = router.group("valley")
        assets.addRoutes(to: area, brand: "valley")
        let gated = area.add(middleware: PortalGate(desk: desk, front: front, passwordPath: Self.signInPath))
        for start in ["", "Default.aspx"] {
            gated.get(RouterPath(start)) { _, _ in Reply.redirect(to: Self.signInPath) }
        }
        gated.get("Login.aspx") { request, _ in try await signInForm(request) }
        gated.post("Login.aspx") { request, context in try await signIn(request, client: context.client) }
        addStepRoutes(to: gated)
        addCodeRoutes(to: gated)
        addAccountRoutes(to: gated)
    }

    private func addAccountRoutes(to router: RouterGroup<SandboxContext>) {
        router.get("MyAccount.aspx") { request, _ in
            try await member(request) { Reply.page(pages.home(state: $0.session.viewState)) }
        }
        router.post("MyAccount.aspx") { request, _ in try await leave(request) }
        router.get("AccountFrame.aspx") { request, _ in
            try await member(request) { guest in
                guard let id = request.uri.queryParameters["acct"] else {
                    return Reply.page(pages.accountList(guest.login.accounts))
                }
                let account = try Self.account(String(id), of: guest)
                return Reply.page(pages.account(account, bills: desk.bills(of: account, for: guest)))
            }
        }
        router.get("ViewBill.aspx") { request, _ in
            try await member(request) { guest in
                let account = try Self.account(request.uri.queryParameters["acct"].map(String.init), of: guest)
                let bill = request.uri.queryParameters["bill"].map(String.init) ?? ""
                return try desk.billDocument(bill, of: account, for: guest)
            }
        }
        router.get("GreenButton.aspx") { request, _ in
            try await member(request) { guest in
                desk.usageDownload(
                    of: try Self.account(request.uri.queryParameters["acct"].map(String.init), of: guest))
            }
        }
    }

    // MARK: - Signing in

    private func signInForm(_ request: Request) async throws -> Response {
        let session = await desk.sessionOrNew(of: request)
        guard session.stage != .home else { return Reply.redirect(to: Self.home) }
        let page = pages.signIn(state: session.viewState, username: "", error: nil)
        return Reply.page(page, cookie: desk.cookie(for: session))
    }

    private func signIn(_ request: Request, client: String) async throws -> Response {
        let form = try await PostedForm.read(request)
        let username = form.text(ValleyPages.field("txtUserName"))
        guard let session = await desk.session(of: request), form["__VIEWSTATE"] == session.viewState else {
            await desk.world.refuseForm(for: username, at: .valley, from: client)
            let fresh = await desk.world.openSession(at: .valley)
            let page = pages.signIn(state: fresh.viewState, username: username, error: ValleyPages.sessionOver)
            return Reply.page(page, cookie: desk.cookie(for: fresh))
        }
        let password = form.text(ValleyPages.field("txtPassword"))
        let answer = try await desk.signIn(username, password: password, in: session, from: client, by: request)
        switch answer.reception {
        case .accepted(let stage):
            let next = stage == .home ? await desk.world.advance(answer.session, to: .nag) : answer.session
            return Reply.redirect(to: Self.address(of: next.stage), cookie: desk.cookie(for: next))
        case .turnedAway(let detour): return front.turnAway(detour, path: Self.signInPath)
        case .locked, .rejected, .unknownUser:
            let error = ValleyPages.refusal(answer.reception, attemptsLeft: answer.attemptsLeft)
            return Reply.page(pages.signIn(state: session.viewState, username: username, error: error))
        }
    }

    static func address(of stage: VisitorSession.Stage) -> String {
        switch stage {
        case .answering: "/valley/Security.aspx"
        case .choosingPassword: "/valley/ChangePassword.aspx"
        case .reviewingTerms: "/valley/Terms.aspx"
        case .choosingCode: "/valley/CodeDelivery.aspx"
        case .awaitingCode: "/valley/SecurityCode.aspx"
        case .nag: "/valley/Paperless.aspx"
        case .anonymous, .identified, .home: home
        }
    }

    // MARK: - Behind the sign-in

    private func member(_ request: Request, _ page: (Guest) throws -> Response) async throws -> Response {
        guard let guest = try await desk.guest(of: request, at: .home) else {
            return Reply.redirect(to: Self.signInPath)
        }
        if let detour = guest.detour { return front.turnAway(detour, path: request.uri.path) }
        if guest.isRedesigned { return front.redesigned(path: request.uri.path) }
        return try page(guest)
    }

    private static func account(_ id: String?, of guest: Guest) throws -> ServiceAccount {
        guard let id, let account = guest.account(id) else { throw HTTPError(.notFound) }
        return account
    }
}
