import Domain
import HTTPTypes
public import Hummingbird
import Logging

/// One line per request: method, route, status, time. The route's pattern stands for the path, and queries and headers are
/// left out: links and searches hold secrets and names.
public struct RequestLogMiddleware: RouterMiddleware {
    public init() {}

    public func handle(
        _ request: Request, context: EdgeContext, next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        let clock = ContinuousClock()
        let start = clock.now
        let response = try await next(request, context)
        let milliseconds = (clock.now - start) / .milliseconds(1)
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "none")",
                "status": "\(response.status.code)", "ms": "\(Int(milliseconds))",
                "client": "\(context.client?.description ?? "none")",
            ])
        return response
    }
}
