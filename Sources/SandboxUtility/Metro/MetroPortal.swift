import HTTPTypes
import Hummingbird

/// Metro Gas & Electric: one shell page, a script that routes in the browser, and a JSON API behind it. The user name
/// is asked first, the password on a second view. A rejected password is a 401.
struct MetroPortal: Sendable {
    let desk: PortalDesk
    private static let passwordPath = "/metro/api/session/password"
    private var front: MetroFront { MetroFront() }

    func addRoutes(to router: Router<SandboxContext>, assets: PortalAssets) {
        let area = router.group("metro")
        assets.addRoutes(to: area, brand: "metro")
        let gated = area.add(
            middleware: PortalGate(desk: desk, front: front, passwordPath: Self.passwordPath))
        gated.get { _, _ in Reply.redirect(to: "/metro/signin") }
        let views = [
            "signin", "signin/password", "verify", "choose-code", "code", "new-password", "terms", "accounts",
            "accounts/:account",
        ]
        for view in views {
            gated.get(RouterPath(view)) { _, _ in Reply.page(MetroFront.shell) }
        }
        gated.get("next") { _, _ in Reply.page(MetroFront.nextExperience) }
        addSessionRoutes(to: gated.group("api/session"))
        addCodeRoutes(to: gated.group("api/session"))
        addAccountRoutes(to: gated)
    }

    private func addSessionRoutes(to router: RouterGroup<SandboxContext>) {
        router.get { request, _ in try await state(request) }
        router.post("identify") { request, _ in try await identify(request) }
        router.post("password") { request, context in try await signIn(request, client: context.client) }
        router.post("answer") { request, _ in try await answer(request) }
        router.post("new-password") { request, _ in try await choosePassword(request) }
        router.post("terms") { request, _ in try await acceptTerms(request) }
        router.post("end") { request, _ in try await signOut(request) }
    }

    private func addAccountRoutes(to router: RouterGroup<SandboxContext>) {
        router.get("api/accounts") { request, _ in
            try await member(request) { guest in
                try Reply.json(
                    MetroAccountList(
                        customer: guest.login.customerName,
                        accounts: guest.login.accounts.map { MetroAccount($0, bills: desk.bills(of: $0, for: guest)) }))
            }
        }
        router.get("api/accounts/:account") { request, context in
            try await member(request, account: context) { guest, account in
                try Reply.json(MetroAccountDetail(account, bills: desk.bills(of: account, for: guest)))
            }
        }
        router.get("documents/:account/{bill}.pdf") { request, context in
            try await member(request, account: context) { guest, account in
                try desk.billDocument(context.parameters.require("bill"), of: account, for: guest)
            }
        }
        router.get("documents/:account/usage.xml") { request, context in
            try await member(request, account: context) { _, account in desk.usageDownload(of: account) }
        }
    }

    // MARK: - Signing in

    private func identify(_ request: Request) async throws -> Response {
        let username = try await MetroBody.read(request).text("username")
        guard let login = await desk.world.login(username, at: .metro) else {
            return try Reply.json(MetroProblem.unknownUser, status: .notFound)
        }
        if login.behaviour == .slow { try await desk.dawdle() }
        if let detour = login.behaviour.detour { return try turnAway(detour) }
        let session = await desk.world.openSession(at: .metro)
        let identified = await desk.world.advance(session, to: .identified, as: login.username)
        return try Reply.json(MetroStep(next: "password"), cookie: desk.cookie(for: identified))
    }

    private func signIn(_ request: Request, client: String) async throws -> Response {
        let password = try await MetroBody.read(request).text("password")
        guard let session = await desk.session(of: request), session.stage == .identified,
            let username = session.username
        else {
            await desk.world.refuseForm(for: "", at: .metro, from: client)
            return try Reply.json(MetroProblem.sessionOver, status: .unauthorized)
        }
        let answer = try await desk.signIn(username, password: password, in: session, from: client, by: request)
        switch answer.reception {
        case .accepted(let stage):
            return try Reply.json(MetroStep(next: Self.view(of: stage)), cookie: desk.cookie(for: answer.session))
        case .turnedAway(let detour): return try turnAway(detour)
        case .rejected where answer.attemptsLeft > 0:
            return try Reply.json(MetroProblem.wrongPassword(left: answer.attemptsLeft), status: .unauthorized)
        case .rejected, .locked: return try Reply.json(MetroProblem.locked, status: HTTPResponse.Status(code: 423))
        case .unknownUser: return try Reply.json(MetroProblem.unknownUser, status: .notFound)
        }
    }

    /// Where the script takes a visitor who reloads or comes back.
    private func state(_ request: Request) async throws -> Response {
        guard let session = await desk.session(of: request) else {
            return try Reply.json(MetroProblem.sessionOver, status: .unauthorized)
        }
        return try Reply.json(MetroStep(next: Self.view(of: session.stage)))
    }

    private func signOut(_ request: Request) async throws -> Response {
        _ = try await MetroBody.read(request)
        if let session = await desk.session(of: request) { await desk.world.close(session) }
        return try Reply.json(MetroStep(next: "signin"))
    }

    static func view(of stage: VisitorSession.Stage) -> String {
        switch stage {
        case .anonymous: "signin"
        case .identified: "password"
        case .answering: "verify"
        case .choosingPassword: "new-password"
        case .reviewingTerms: "terms"
        case .choosingCode: "choose-code"
        case .awaitingCode: "code"
        case .nag, .home: "accounts"
        }
    }

    private func turnAway(_ detour: Detour) throws -> Response {
        guard detour == .refused else { return front.turnAway(detour, path: "/metro/api") }
        return try Reply.json(MetroRedirect(redirect: desk.refusedAddress + "/metro/sso"))
    }

    // MARK: - Behind the sign-in

    private func member(_ request: Request, _ reply: (Guest) throws -> Response) async throws -> Response {
        guard let guest = try await desk.guest(of: request, at: .home) else {
            return try Reply.json(MetroProblem.sessionOver, status: .unauthorized)
        }
        if let detour = guest.detour { return try turnAway(detour) }
        if guest.isRedesigned { return try Reply.json(MetroRedirect(redirect: "/metro/next")) }
        return try reply(guest)
    }

    private func member(
        _ request: Request, account context: SandboxContext, _ reply: (Guest, ServiceAccount) throws -> Response
    ) async throws -> Response {
        try await member(request) { guest in
            guard let account = guest.account(try context.parameters.require("account")) else {
                return try Reply.json(MetroProblem.notFound, status: .notFound)
            }
            return try reply(guest, account)
        }
    }
}
