import HTTPKit
import Hummingbird
import UseCases

/// The start page, and the way out.
struct SessionRoutes: Sendable {
    private let environment: WebEnvironment
    private let cookie: SessionCookie

    init(_ environment: WebEnvironment, cookie: SessionCookie) {
        self.environment = environment
        self.cookie = cookie
    }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("/") { _, _ in Response.seeOther("/connections") }
        members.post("sign-out", use: signOut)
    }

    @Sendable private func signOut(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await environment.workplace.signOut(context.signedIn)
        var response = Response.seeOther("/sign-in")
        response.setCookie(cookie.cleared)
        return response
    }
}
