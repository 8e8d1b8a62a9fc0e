import Domain
import HTTPKit
import Hummingbird
import UseCases

/// The start page, one's own account, and the way out.
struct SessionRoutes: Sendable {
    private let environment: WebEnvironment
    private let cookie: SessionCookie
    /// A stolen session must not be a way to guess the password.
    private let attempts: RateLimiter

    init(_ environment: WebEnvironment, cookie: SessionCookie) {
        self.environment = environment
        self.cookie = cookie
        attempts = RateLimiter(.init(burst: 8, secondsPerToken: 60), clock: environment.workplace.clock)
    }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("/") { _, _ in Response.seeOther("/connections") }
        members.post("sign-out", use: signOut)
        members.get("account", use: showAccount)
        members.post("account/passwords", use: changePassword)
    }

    @Sendable private func signOut(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await environment.workplace.signOut(context.signedIn)
        var response = Response.seeOther("/sign-in")
        response.setCookie(cookie.cleared)
        return response
    }

    @Sendable private func showAccount(_ request: Request, _ context: MemberContext) async throws -> Response {
        let notice = Done.notice(in: try request.query())
        return try environment.answer(AccountPage(viewer: environment.viewer(context, notice: notice)))
    }

    @Sendable private func changePassword(_ request: Request, _ context: MemberContext) async throws -> Response {
        let form = try await request.form()
        do {
            try attempts.admit(context.member.id.uuid)
            let session = try await environment.workplace.changePassword(
                from: Secret(form.raw("current_password")), to: Secret(form.raw("new_password")),
                of: context.signedIn)
            var response = Response.seeOther(Done.password.at("/account"))
            response.setCookie(
                cookie.issued(session.token, until: session.signedIn.expiresAt, at: environment.now))
            return response
        } catch UseCaseError.invalid(let problems) {
            let answers = Answers(problems: problems)
            return try environment.answer(wrong: AccountPage(answers: answers, viewer: environment.viewer(context)))
        }
    }
}
