import HTTPTypes
import Hummingbird

/// Answers a known path with an unknown method by 405 and `Allow`; the router alone would say 404.
struct MethodGuard: HTTPResponder {
    typealias Context = EdgeContext

    private let inner: RouterResponder<EdgeContext>
    private let refusal: any HTTPResponder<EdgeContext>
    private let routes: RouteTable

    init(around router: Router<EdgeContext>) {
        inner = router.buildResponder()
        routes = RouteTable(router.routes)
        refusal = router.middlewares.constructResponder(finalResponder: MethodRefusal(routes: routes))
    }

    func respond(to request: Request, context: EdgeContext) async throws -> Response {
        let allowed = routes.methods(at: request.uri.path)
        guard allowed.isEmpty || allowed.contains(request.method) else {
            return try await refusal.respond(to: request, context: context)
        }
        return try await inner.respond(to: request, context: context)
    }
}

/// The end of the chain for a wrong method: the guards and the log see it like any other request.
private struct MethodRefusal: HTTPResponder {
    let routes: RouteTable

    func respond(to request: Request, context: EdgeContext) async throws -> Response {
        throw Problem.methodNotAllowed(allowed: routes.methods(at: request.uri.path))
    }
}

/// Which methods each path answers.
struct RouteTable: Sendable {
    private let rows: [(path: RouterPath, method: HTTPRequest.Method)]

    init(_ routes: [Router<EdgeContext>.RouteDescription]) { rows = routes.map { ($0.path, $0.method) } }

    /// Sorted by name; empty when no route has the path.
    func methods(at path: String) -> [HTTPRequest.Method] {
        let parts = path.split(separator: "/")
        let matching = rows.filter { Self.matches($0.path, parts) }
        // A literal segment wins over a captured one, as in the router.
        let most = matching.map { Self.literals($0.path) }.max()
        let methods = matching.filter { Self.literals($0.path) == most }.map(\.method)
        return Set(methods).sorted { $0.rawValue < $1.rawValue }
    }

    private static func matches(_ path: RouterPath, _ parts: [Substring]) -> Bool {
        let elements = Array(path)
        if elements.last == .recursiveWildcard {
            return parts.count >= elements.count && zip(elements, parts).allSatisfy { $0 ~= $1 }
        }
        return elements.count == parts.count && zip(elements, parts).allSatisfy { $0 ~= $1 }
    }

    private static func literals(_ path: RouterPath) -> Int {
        path.count { $0 == .path(Substring($0.description)) }
    }
}
