import HTTPTypes
import Hummingbird

/// The steps between the password and the account.
extension HarborPortal {
    func addStepRoutes(to router: RouterGroup<SandboxContext>) {
        router.get("security-question") { request, _ in
            try await step(request, .answering) { pages.question(token: $0.session.formToken, error: nil) }
        }
        router.post("security-question") { request, _ in try await answer(request) }
        router.get("password-expired") { request, _ in
            try await step(request, .choosingPassword) { pages.newPassword(token: $0.session.formToken, error: nil) }
        }
        router.post("password-expired") { request, _ in try await choosePassword(request) }
        router.get("terms") { request, _ in
            try await step(request, .reviewingTerms) { pages.terms(token: $0.session.formToken) }
        }
        router.post("terms") { request, _ in try await acceptTerms(request) }
    }

    func step(
        _ request: Request, _ stage: VisitorSession.Stage, _ page: (Guest) -> HTML
    ) async throws -> Response {
        guard let guest = try await desk.guest(of: request, at: stage) else {
            return Reply.redirect(to: Self.signInPath)
        }
        return Reply.page(page(guest))
    }

    /// Reads a form of a step: the guest must stand at the stage and the anti-forgery field must fit.
    func stepForm(_ request: Request, _ stage: VisitorSession.Stage) async throws -> (Guest, PostedForm) {
        let form = try await PostedForm.read(request)
        guard let guest = try await desk.guest(of: request, at: stage), form["__token"] == guest.session.formToken
        else { throw HTTPError(.forbidden) }
        return (guest, form)
    }

    private func answer(_ request: Request) async throws -> Response {
        let (guest, form) = try await stepForm(request, .answering)
        guard await desk.world.answer(form.text("answer"), in: guest.session) != nil else {
            return Reply.page(pages.question(token: guest.session.formToken, error: HarborPages.wrongAnswer))
        }
        return Reply.redirect(to: Self.home)
    }

    private func choosePassword(_ request: Request) async throws -> Response {
        let (guest, form) = try await stepForm(request, .choosingPassword)
        let problem = NewPassword(form.text("new_password"), repeated: form.text("repeat_password"))
            .problem(for: guest.login)
        if let problem { return Reply.page(pages.newPassword(token: guest.session.formToken, error: problem)) }
        _ = await desk.world.choose(password: form.text("new_password"), in: guest.session)
        return Reply.redirect(to: Self.home)
    }

    private func acceptTerms(_ request: Request) async throws -> Response {
        let (guest, form) = try await stepForm(request, .reviewingTerms)
        guard form["agree"] != nil else { return Reply.page(pages.terms(token: guest.session.formToken)) }
        _ = await desk.world.acceptTerms(in: guest.session)
        return Reply.redirect(to: Self.home)
    }
}
