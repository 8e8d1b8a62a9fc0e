import Hummingbird

/// Refuses a query that no route could read (broken percent sequences, NUL, floods), whether or not its route looks at it.
struct QueryGuard: RouterMiddleware {
    typealias Context = EdgeContext

    func handle(
        _ request: Request, context: EdgeContext, next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        _ = try request.query()
        return try await next(request, context)
    }
}
