import Foundation
import HTTPTypes
import Hummingbird

/// The page and the JSON by which a person or a test steers the sandbox. No part of any portal.
struct ControlDesk: Sendable {
    let world: SandboxWorld
    /// Signs texts to a webhook for which no token is given.
    let textToken: String

    func addRoutes(to router: Router<SandboxContext>, assets: PortalAssets) {
        let area = router.group("control")
        assets.addRoutes(to: area, brand: "control")
        area.get { _, _ in await page() }
        area.get("logins.json") { _, _ in try await Reply.json(everything()) }
        area.get("logins/:portal/{user}.json") { _, context in
            let (portal, user) = try Self.place(in: context)
            guard let view = await view(of: user, at: portal) else { throw HTTPError(.notFound) }
            return try Reply.json(view)
        }
        area.post("logins/:portal/:user") { request, context in
            try await change(request, context: context)
        }
        area.post("portals/:portal") { request, context in
            try await setMode(request, context: context)
        }
    }

    private func page() async -> Response {
        var sections: [HTML] = []
        for portal in Portal.allCases {
            var rows: [LoginView] = []
            for login in await world.allLogins(at: portal) where Self.isShown(login) {
                rows.append(await view(of: login, at: portal))
            }
            sections.append(ControlPage.section(of: portal, mode: await world.mode(of: portal), logins: rows))
        }
        return Reply.page(ControlPage.page(sections))
    }

    /// The crowd is listed only once somebody has touched it.
    private static func isShown(_ login: Login) -> Bool {
        !login.isOfTheCrowd || login.ledger.attempts > 0 || login.behaviour != .works
    }

    private func everything() async -> SandboxView {
        var portals: [String: SandboxView.PortalView] = [:]
        for portal in Portal.allCases {
            var logins: [LoginView] = []
            for login in await world.allLogins(at: portal) { logins.append(await view(of: login, at: portal)) }
            portals[portal.rawValue] = SandboxView.PortalView(
                mode: await world.mode(of: portal), lockoutLimit: portal.lockoutLimit,
                unknownUserNames: await world.ledgerOfStrangers(at: portal), logins: logins)
        }
        return SandboxView(portals: portals)
    }

    private func view(of username: String, at portal: Portal) async -> LoginView? {
        guard let login = await world.login(username, at: portal) else { return nil }
        return await view(of: login, at: portal)
    }

    private func view(of login: Login, at portal: Portal) async -> LoginView {
        LoginView(
            login, sessions: await world.sessionCount(of: login.username, at: portal),
            codes: CodeView(login, at: portal, now: world.now()))
    }

    // MARK: - Changes

    private func change(_ request: Request, context: SandboxContext) async throws -> Response {
        let (portal, user) = try Self.place(in: context)
        let change = try await LoginChange(PostedForm.read(request), textToken: textToken)
        guard
            await world.change(
                user, at: portal, endingSessions: change.endsSessions, { change.apply(to: &$0, at: portal) }),
            let view = await view(of: user, at: portal)
        else { throw HTTPError(.notFound) }
        return try answer(request, with: view)
    }

    private func setMode(_ request: Request, context: SandboxContext) async throws -> Response {
        guard let portal = Portal(rawValue: try context.parameters.require("portal")) else {
            throw HTTPError(.notFound)
        }
        let text = try await PostedForm.read(request).text("mode")
        guard let mode = PortalMode(rawValue: text) else {
            let known = PortalMode.allCases.map(\.rawValue).joined(separator: ", ")
            throw HTTPError(.unprocessableContent, message: "mode must be one of \(known)")
        }
        await world.set(mode, of: portal)
        return try answer(request, with: ModeView(portal: portal, mode: mode))
    }

    /// A browser goes back to the page, a program gets JSON.
    private func answer(_ request: Request, with value: some Encodable) throws -> Response {
        guard request.headers[.accept]?.contains("text/html") == true else { return try Reply.json(value) }
        return Reply.redirect(to: "/control")
    }

    private static func place(in context: SandboxContext) throws -> (Portal, String) {
        let user = try context.parameters.require("user")
        guard let portal = Portal(rawValue: try context.parameters.require("portal")) else {
            throw HTTPError(.notFound)
        }
        return (portal, user.removingPercentEncoding ?? user)
    }
}
