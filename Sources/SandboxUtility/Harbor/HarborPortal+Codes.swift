import HTTPTypes
import Hummingbird

/// The way past a one-time code.
extension HarborPortal {
    func addCodeRoutes(to router: RouterGroup<SandboxContext>) {
        router.get("verify/method") { request, _ in
            try await step(request, .choosingCode) { pages.codeMethod(for: $0) }
        }
        router.post("verify/method") { request, _ in try await chooseMethod(request) }
        router.get("verify") { request, _ in
            guard let (guest, medium) = try await desk.guestBeforeCode(of: request) else {
                return Reply.redirect(to: Self.signInPath)
            }
            return Reply.page(pages.code(for: guest, by: medium, error: nil))
        }
        router.post("verify") { request, _ in try await enterCode(request) }
        router.post("verify/resend") { request, _ in try await resendCode(request) }
        router.post("verify/cancel") { request, _ in try await cancelCode(request) }
    }

    private func chooseMethod(_ request: Request) async throws -> Response {
        let (guest, form) = try await stepForm(request, .choosingCode)
        guard let medium = CodeMedium(rawValue: form.text("method")), guest.login.behaviour.codeMedia.contains(medium)
        else { return Reply.page(pages.codeMethod(for: guest)) }
        return await Reply.redirect(to: Self.address(of: desk.orderCode(by: medium, for: guest).stage))
    }

    private func enterCode(_ request: Request) async throws -> Response {
        let (guest, medium, form) = try await codeForm(request)
        let answer = await desk.world.submitCode(
            form.text("code"), by: medium, in: guest.session, remembering: form["remember"] != nil)
        switch answer {
        case .accepted(_, let device): return Reply.redirect(to: Self.home, cookie: device.map(desk.cookie(for:)))
        case .rejected: return Reply.page(pages.code(for: guest, by: medium, error: HarborPages.wrongCode))
        case .expired: return Reply.page(pages.code(for: guest, by: medium, error: HarborPages.oldCode))
        case .locked:
            let fresh = await desk.world.openSession(at: .harbor)
            let page = pages.signIn(token: fresh.formToken, userID: guest.login.username, error: HarborPages.codeLock)
            return Reply.page(page, cookie: desk.cookie(for: fresh))
        }
    }

    private func resendCode(_ request: Request) async throws -> Response {
        let (guest, medium, _) = try await codeForm(request)
        guard await desk.renewCode(by: medium, for: guest) else { return Reply.page(pages.codeLimit) }
        return Reply.redirect(to: "/harbor/verify")
    }

    private func cancelCode(_ request: Request) async throws -> Response {
        let form = try await PostedForm.read(request)
        guard let session = await desk.session(of: request), session.stage.isBeforeCode,
            form["__token"] == session.formToken
        else { throw HTTPError(.forbidden) }
        await desk.world.close(session)
        return Reply.redirect(to: Self.signInPath)
    }

    /// Reads a form of the code page: the guest must stand before it and the anti-forgery field must fit.
    private func codeForm(_ request: Request) async throws -> (Guest, CodeMedium, PostedForm) {
        let form = try await PostedForm.read(request)
        guard let (guest, medium) = try await desk.guestBeforeCode(of: request),
            form["__token"] == guest.session.formToken
        else { throw HTTPError(.forbidden) }
        return (guest, medium, form)
    }
}
