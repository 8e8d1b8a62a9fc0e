import Domain
import HTTPKit
import HTTPTypes
import Hummingbird
import Ports
import UseCases

/// The pages in front of the door: sign in, the links that lead in, the first run.
struct DoorRoutes: Sendable {
    private let environment: WebEnvironment
    private let cookie: SessionCookie
    private let attempts: SignInAttempts

    init(_ environment: WebEnvironment, cookie: SessionCookie) {
        self.environment = environment
        self.cookie = cookie
        attempts = SignInAttempts(clock: environment.workplace.clock)
    }

    func add(to visitors: RouterGroup<EdgeContext>) {
        visitors.get("sign-in", use: showSignIn)
        visitors.post("sign-in", use: signIn)
        visitors.get("sign-in/:token", use: showSignInLink)
        visitors.post("sign-in/:token", use: signInByLink)
        visitors.get("setup/:token", use: showSetUp)
        visitors.post("setup/:token", use: setUp)
        visitors.get("invitations/:token", use: showInvitation)
        visitors.post("invitations/:token", use: acceptInvitation)
    }

    // MARK: Password

    @Sendable private func showSignIn(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let destination = try destination(in: request.query())
        guard context.signedIn == nil else { return .seeOther(destination ?? "/connections") }
        return try environment.answer(SignInPage(destination: destination, assets: environment.assetAddresses))
    }

    @Sendable private func signIn(_ request: Request, _ context: EdgeContext) async throws -> Response {
        var form = try await request.form()
        let email = form.text("email", orSay: "Enter your e-mail address.", limit: 254)
        let password = form.secret("password", orSay: "Enter your password.")
        guard form.problems.isEmpty else { return try signInPage(form, form.problems, .unprocessableContent) }
        try attempts.admit(client: context.clientKey, email: email)
        do {
            let session = try await environment.workplace.signIn(email: email, password: password)
            return welcome(session, to: destination(in: form))
        } catch UseCaseError.signInRefused {
            let refused = FieldProblem(field: "email", code: "refused", message: UseCaseError.signInRefused.advice)
            return try signInPage(form, [refused], .unauthorized)
        }
    }

    private func signInPage(
        _ form: Form, _ problems: [FieldProblem], _ status: HTTPResponse.Status
    ) throws -> Response {
        let answers = Answers(form, fields: ["email"], problems: problems)
        let page = SignInPage(
            answers: answers, destination: destination(in: form), assets: environment.assetAddresses)
        return try environment.answer(page, status: status)
    }

    private func destination(in form: Form) -> String? { LocalPath(form.raw("next"))?.text }

    // MARK: Links

    @Sendable private func showSignInLink(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let token = try await preview(context)
        guard case .signIn(let email) = token.preview else { throw UseCaseError.linkUnusable }
        return try environment.answer(
            SignInLinkPage(email: email, token: token.text, assets: environment.assetAddresses))
    }

    @Sendable private func signInByLink(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try attempts.admit(client: context.clientKey)
        let link = Secret(try context.parameters.require("token"))
        return welcome(try await environment.workplace.signIn(link: link), to: nil)
    }

    @Sendable private func showSetUp(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let token = try await preview(context)
        guard token.preview == .setup else { throw UseCaseError.linkUnusable }
        return try environment.answer(SetUpPage(token: token.text, assets: environment.assetAddresses))
    }

    @Sendable private func setUp(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let token = try await preview(context)
        let form = try await request.form()
        do {
            let session = try await environment.workplace.setUpOwner(
                link: Secret(token.text), organization: form.raw("organization"), name: form.raw("name"),
                email: form.raw("email"), password: Secret(form.raw("password")))
            return welcome(session, to: nil)
        } catch UseCaseError.invalid(let problems) {
            let answers = Answers(form, fields: ["organization", "name", "email"], problems: problems)
            return try environment.answer(
                wrong: SetUpPage(answers: answers, token: token.text, assets: environment.assetAddresses))
        }
    }

    @Sendable private func showInvitation(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try environment.answer(invitationPage(try await preview(context)))
    }

    @Sendable private func acceptInvitation(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let token = try await preview(context)
        let form = try await request.form()
        do {
            let session = try await environment.workplace.acceptInvitation(
                link: Secret(token.text), name: form.raw("name"), password: Secret(form.raw("password")))
            return welcome(session, to: nil)
        } catch UseCaseError.invalid(let problems) {
            let answers = Answers(form, fields: ["name"], problems: problems)
            return try environment.answer(wrong: invitationPage(token, answers))
        }
    }

    private func invitationPage(_ token: PreviewedLink, _ answers: Answers = Answers()) throws -> InvitationPage {
        guard case .invitation(let organization, let email, let role) = token.preview else {
            throw UseCaseError.linkUnusable
        }
        return InvitationPage(
            organization: organization, email: email, role: role, answers: answers, token: token.text,
            assets: environment.assetAddresses)
    }

    private func preview(_ context: EdgeContext) async throws -> PreviewedLink {
        try attempts.admit(client: context.clientKey)
        let text = try context.parameters.require("token")
        return PreviewedLink(text: text, preview: try await environment.workplace.previewLink(Secret(text)))
    }

    /// Signed in: the cookie, and on to the page that was wanted.
    private func welcome(_ session: NewSession, to destination: String?) -> Response {
        var response = Response.seeOther(destination ?? "/connections")
        response.setCookie(
            cookie.issued(session.token, until: session.signedIn.expiresAt, at: environment.now))
        return response
    }
}

/// A link's token and what it is for.
private struct PreviewedLink {
    let text: String
    let preview: LinkPreview
}

/// Slows down whoever guesses: few tries per account, more per address that asks.
private struct SignInAttempts: Sendable {
    private let clients: RateLimiter
    private let accounts: RateLimiter

    init(clock: any WallClock) {
        clients = RateLimiter(.init(burst: 30, secondsPerToken: 4), clock: clock)
        accounts = RateLimiter(.init(burst: 8, secondsPerToken: 60), clock: clock)
    }

    func admit(client: String, email: String? = nil) throws {
        try clients.admit(client)
        if let email { try accounts.admit(email.lowercased()) }
    }
}
