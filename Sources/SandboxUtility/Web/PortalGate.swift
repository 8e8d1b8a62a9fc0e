import Hummingbird

/// How a portal looks when it sends visitors away or has been rebuilt.
protocol PortalFronting: Sendable {
    func turnAway(_ detour: Detour, path: String) -> Response
    func redesigned(path: String) -> Response
}

/// Holds the mode of a whole portal over every page. Submitted passwords go through: they must be counted.
struct PortalGate<Front: PortalFronting>: RouterMiddleware {
    let desk: PortalDesk
    let front: Front
    let passwordPath: String

    func handle(
        _ request: Request, context: SandboxContext, next: (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        let mode = await desk.world.mode(of: desk.portal)
        if mode == .slow { try await desk.dawdle() }
        if request.method == .post, request.uri.path == passwordPath { return try await next(request, context) }
        if let detour = mode.detour { return front.turnAway(detour, path: request.uri.path) }
        if mode == .changed { return front.redesigned(path: request.uri.path) }
        return try await next(request, context)
    }
}
