import HTTPTypes
import Hummingbird

/// The way past a one-time code.
extension ValleyPortal {
    func addCodeRoutes(to router: RouterGroup<SandboxContext>) {
        router.get("CodeDelivery.aspx") { request, _ in
            try await step(request, .choosingCode) { pages.codeDelivery(for: $0) }
        }
        router.post("CodeDelivery.aspx") { request, _ in try await chooseDelivery(request) }
        router.get("SecurityCode.aspx") { request, _ in
            guard let (guest, medium) = try await desk.guestBeforeCode(of: request) else {
                return Reply.redirect(to: Self.signInPath)
            }
            return Reply.page(pages.code(for: guest, by: medium, error: nil))
        }
        router.post("SecurityCode.aspx") { request, _ in try await codePostBack(request) }
    }

    private func chooseDelivery(_ request: Request) async throws -> Response {
        let (guest, form) = try await postBack(request, .choosingCode)
        if Self.cancels(form) { return await cancel(guest) }
        guard let medium = CodeMedium(rawValue: form.text(ValleyPages.field("rblDelivery"))),
            guest.login.behaviour.codeMedia.contains(medium)
        else { return Reply.page(pages.codeDelivery(for: guest)) }
        return await Reply.redirect(to: Self.address(of: desk.orderCode(by: medium, for: guest).stage))
    }

    private func codePostBack(_ request: Request) async throws -> Response {
        guard let (_, medium) = try await desk.guestBeforeCode(of: request) else { throw HTTPError(.forbidden) }
        let (guest, form) = try await postBack(request, .awaitingCode(medium))
        if Self.cancels(form) { return await cancel(guest) }
        guard form["__EVENTTARGET"] != ValleyPages.field("lnkResend") else {
            let isSent = await desk.renewCode(by: medium, for: guest)
            return isSent
                ? Reply.redirect(to: "/valley/SecurityCode.aspx")
                : Reply.page(pages.codeLimit(state: guest.session.viewState))
        }
        return await enterCode(form, by: medium, for: guest)
    }

    private func enterCode(_ form: PostedForm, by medium: CodeMedium, for guest: Guest) async -> Response {
        let answer = await desk.world.submitCode(
            form.text(ValleyPages.field("txtCode")), by: medium, in: guest.session,
            remembering: form[ValleyPages.field("chkRemember")] != nil)
        switch answer {
        case .accepted(let session, let device):
            let next = await desk.world.advance(session, to: .nag)
            return Reply.redirect(to: Self.address(of: next.stage), cookie: device.map(desk.cookie(for:)))
        case .rejected: return Reply.page(pages.code(for: guest, by: medium, error: ValleyPages.wrongCode))
        case .expired: return Reply.page(pages.code(for: guest, by: medium, error: ValleyPages.oldCode))
        case .locked:
            let fresh = await desk.world.openSession(at: .valley)
            let page = pages.signIn(
                state: fresh.viewState, username: guest.login.username, error: ValleyPages.codeLock)
            return Reply.page(page, cookie: desk.cookie(for: fresh))
        }
    }

    private static func cancels(_ form: PostedForm) -> Bool { form["__EVENTTARGET"] == ValleyPages.field("lnkCancel") }

    private func cancel(_ guest: Guest) async -> Response {
        await desk.world.close(guest.session)
        return Reply.redirect(to: Self.signInPath)
    }
}
