import HTTPTypes
import Hummingbird

/// The steps between the password and the account.
extension ValleyPortal {
    func addStepRoutes(to router: RouterGroup<SandboxContext>) {
        router.get("Security.aspx") { request, _ in
            try await step(request, .answering) { pages.question(state: $0.session.viewState, error: nil) }
        }
        router.post("Security.aspx") { request, _ in try await answer(request) }
        router.get("ChangePassword.aspx") { request, _ in
            try await step(request, .choosingPassword) { pages.newPassword(state: $0.session.viewState, error: nil) }
        }
        router.post("ChangePassword.aspx") { request, _ in try await choosePassword(request) }
        router.get("Terms.aspx") { request, _ in
            try await step(request, .reviewingTerms) { pages.terms(state: $0.session.viewState) }
        }
        router.post("Terms.aspx") { request, _ in try await acceptTerms(request) }
        router.get("Paperless.aspx") { request, _ in
            try await step(request, .nag) { pages.paperless(state: $0.session.viewState) }
        }
        router.post("Paperless.aspx") { request, _ in try await passPaperless(request) }
    }

    func step(
        _ request: Request, _ stage: VisitorSession.Stage, _ page: (Guest) -> HTML
    ) async throws -> Response {
        guard let guest = try await desk.guest(of: request, at: stage) else {
            return Reply.redirect(to: Self.signInPath)
        }
        return Reply.page(page(guest))
    }

    /// Reads a post-back of a page: the guest must stand at its stage and the view state must be his.
    func postBack(_ request: Request, _ stage: VisitorSession.Stage) async throws -> (Guest, PostedForm) {
        let form = try await PostedForm.read(request)
        guard let guest = try await desk.guest(of: request, at: stage),
            form["__VIEWSTATE"] == guest.session.viewState
        else { throw HTTPError(.forbidden) }
        return (guest, form)
    }

    private func answer(_ request: Request) async throws -> Response {
        let (guest, form) = try await postBack(request, .answering)
        guard let session = await desk.world.answer(form.text(ValleyPages.field("txtAnswer")), in: guest.session) else {
            return Reply.page(pages.question(state: guest.session.viewState, error: ValleyPages.wrongAnswer))
        }
        return await enter(session)
    }

    private func choosePassword(_ request: Request) async throws -> Response {
        let (guest, form) = try await postBack(request, .choosingPassword)
        let chosen = form.text(ValleyPages.field("txtNewPassword"))
        let repeated = form.text(ValleyPages.field("txtConfirmPassword"))
        if let problem = NewPassword(chosen, repeated: repeated).problem(for: guest.login) {
            return Reply.page(pages.newPassword(state: guest.session.viewState, error: problem))
        }
        return await enter(desk.world.choose(password: chosen, in: guest.session))
    }

    private func acceptTerms(_ request: Request) async throws -> Response {
        let (guest, _) = try await postBack(request, .reviewingTerms)
        return await enter(desk.world.acceptTerms(in: guest.session))
    }

    private func enter(_ session: VisitorSession) async -> Response {
        let next = await desk.world.advance(session, to: .nag)
        return Reply.redirect(to: Self.address(of: next.stage))
    }

    private func passPaperless(_ request: Request) async throws -> Response {
        let (guest, form) = try await postBack(request, .nag)
        guard form["__EVENTTARGET"] == ValleyPages.field("lnkNoThanks") || form[ValleyPages.field("btnEnroll")] != nil
        else { return Reply.page(pages.paperless(state: guest.session.viewState)) }
        return await Reply.redirect(to: Self.address(of: desk.world.advance(guest.session, to: .home).stage))
    }

    func leave(_ request: Request) async throws -> Response {
        let (guest, _) = try await postBack(request, .home)
        await desk.world.close(guest.session)
        return Reply.redirect(to: Self.signInPath)
    }
}
