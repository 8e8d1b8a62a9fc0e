import HTTPTypes
import Hummingbird

/// Harbor Light & Power: pages rendered on the server, one sign-in form with an anti-forgery field, redirects after
/// each POST. A rejected form comes back with status 200.
struct HarborPortal: Sendable {
    let desk: PortalDesk
    var pages: HarborPages { HarborPages() }
    static let home = "/harbor/account"
    static let signInPath = "/harbor/login"

    func addRoutes(to router: Router<SandboxContext>, assets: PortalAssets) {
        let area = router.group("harbor")
        assets.addRoutes(to: area, brand: "harbor")
        let gated = area.add(
            middleware: PortalGate(
                desk: desk, front: HarborFront(refusedAddress: desk.refusedAddress), passwordPath: Self.signInPath))
        gated.get { _, _ in Reply.redirect(to: Self.signInPath) }
        gated.get("login") { request, _ in try await signInForm(request) }
        gated.post("login") { request, context in try await signIn(request, client: context.client) }
        gated.post("logout") { request, _ in try await signOut(request) }
        addStepRoutes(to: gated)
        addCodeRoutes(to: gated)
        addAccountRoutes(to: gated)
    }

    private func addAccountRoutes(to router: RouterGroup<SandboxContext>) {
        router.get("account") { request, _ in
            try await member(request) { Reply.page(pages.accounts($0, bills: newestBills(for: $0))) }
        }
        router.get("account/:account") { request, context in
            try await member(request, account: context) { guest, account in
                Reply.page(pages.account(account, of: guest, bills: desk.bills(of: account, for: guest)))
            }
        }
        router.get("account/:account/bills/{bill}.pdf") { request, context in
            try await member(request, account: context) { guest, account in
                try desk.billDocument(context.parameters.require("bill"), of: account, for: guest)
            }
        }
        router.get("account/:account/usage.xml") { request, context in
            try await member(request, account: context) { _, account in desk.usageDownload(of: account) }
        }
    }

    // MARK: - Signing in

    private func signInForm(_ request: Request) async throws -> Response {
        let session = await desk.sessionOrNew(of: request)
        guard session.stage != .home else { return Reply.redirect(to: Self.home) }
        return Reply.page(
            pages.signIn(token: session.formToken, userID: "", error: nil), cookie: desk.cookie(for: session))
    }

    private func signIn(_ request: Request, client: String) async throws -> Response {
        let form = try await PostedForm.read(request)
        let userID = form.text("user_id")
        guard let session = await desk.session(of: request), form["__token"] == session.formToken else {
            await desk.world.refuseForm(for: userID, at: .harbor, from: client)
            let fresh = await desk.world.openSession(at: .harbor)
            let page = pages.signIn(token: fresh.formToken, userID: userID, error: HarborPages.sessionOver)
            return Reply.page(page, cookie: desk.cookie(for: fresh))
        }
        let answer = try await desk.signIn(
            userID, password: form.text("password"), in: session, from: client, by: request)
        switch answer.reception {
        case .accepted(let stage):
            return Reply.redirect(to: Self.address(of: stage), cookie: desk.cookie(for: answer.session))
        case .turnedAway(let detour):
            return HarborFront(refusedAddress: desk.refusedAddress).turnAway(detour, path: Self.signInPath)
        case .locked, .rejected, .unknownUser:
            let error = HarborPages.refusal(answer.reception, attemptsLeft: answer.attemptsLeft)
            return Reply.page(pages.signIn(token: session.formToken, userID: userID, error: error))
        }
    }

    private func signOut(_ request: Request) async throws -> Response {
        let form = try await PostedForm.read(request)
        guard let session = await desk.session(of: request), form["__token"] == session.formToken else {
            throw HTTPError(.forbidden)
        }
        await desk.world.close(session)
        return Reply.redirect(to: Self.signInPath)
    }

    static func address(of stage: VisitorSession.Stage) -> String {
        switch stage {
        case .answering: "/harbor/security-question"
        case .choosingPassword: "/harbor/password-expired"
        case .reviewingTerms: "/harbor/terms"
        case .choosingCode: "/harbor/verify/method"
        case .awaitingCode: "/harbor/verify"
        case .anonymous, .identified, .nag, .home: home
        }
    }

    // MARK: - Behind the sign-in

    private func member(_ request: Request, _ page: (Guest) throws -> Response) async throws -> Response {
        guard let guest = try await desk.guest(of: request, at: .home) else {
            return Reply.redirect(to: Self.signInPath)
        }
        let front = HarborFront(refusedAddress: desk.refusedAddress)
        if let detour = guest.detour { return front.turnAway(detour, path: request.uri.path) }
        if guest.isRedesigned { return front.redesigned(path: request.uri.path) }
        return try page(guest)
    }

    private func member(
        _ request: Request, account context: SandboxContext, _ page: (Guest, ServiceAccount) throws -> Response
    ) async throws -> Response {
        try await member(request) { guest in
            guard let account = guest.account(try context.parameters.require("account")) else {
                return Reply.page(pages.notFound, status: .notFound)
            }
            return try page(guest, account)
        }
    }

    private func newestBills(for guest: Guest) -> [String: UtilityBill] {
        var newest: [String: UtilityBill] = [:]
        for account in guest.login.accounts { newest[account.id] = desk.bills(of: account, for: guest).first }
        return newest
    }
}
