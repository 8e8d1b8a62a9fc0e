public import Domain
public import Hummingbird
public import UseCases

/// Finds the member behind the session cookie, if there is one. Whether a member is needed is the context's business.
public struct SessionMiddleware: RouterMiddleware {
    public typealias LookUp = @Sendable (Secret<String>) async throws -> SignedInMember?

    private let cookie: SessionCookie
    private let lookUp: LookUp

    public init(cookie: SessionCookie, lookUp: @escaping LookUp) {
        self.cookie = cookie
        self.lookUp = lookUp
    }

    public func handle(
        _ request: Request, context: EdgeContext, next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        guard let token = cookie.token(in: request) else { return try await next(request, context) }
        var context = context
        context.signedIn = try await lookUp(token)
        return try await next(request, context)
    }
}
