import HTTPTypes
public import Hummingbird

/// Headers that make browsers strict: nothing from elsewhere, nothing inline, nothing framed, nothing kept. A route that sets one of them
/// itself keeps its own.
public struct SecurityHeadersMiddleware: RouterMiddleware {
    private let headers: [(HTTPField.Name, String)]

    public init(_ address: PublicAddress) {
        var headers: [(HTTPField.Name, String)] = [
            (.contentSecurityPolicy, Self.policy),
            (.xContentTypeOptions, "nosniff"),
            (.named("Referrer-Policy"), "same-origin"),
            (.named("Cross-Origin-Opener-Policy"), "same-origin"),
            (.crossOriginResourcePolicy, "same-origin"),
            (.named("Permissions-Policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            (.cacheControl, "no-store"),
        ]
        if address.isSecure { headers.append((.strictTransportSecurity, "max-age=31536000")) }
        self.headers = headers
    }

    public func handle(
        _ request: Request, context: EdgeContext, next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in headers where response.headers[name] == nil {
            response.headers[name] = value
        }
        return response
    }

    /// The policy of a page that shows another page of this site in a frame.
    public static let framingPolicy = policy + "; frame-src 'self'"

    static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    ].joined(separator: "; ")
}

extension HTTPField.Name {
    /// A header's name that is written in our code.
    static func named(_ text: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name("\(text)") else { preconditionFailure("\(text) is no header name") }
        return name
    }
}
