import HTTPTypes
public import Hummingbird

/// Refuses requests that another site's page made in a member's browser.
///
/// Browsers say where a request comes from: `Sec-Fetch-Site`, or in older ones `Origin`. A request with neither comes from
/// no browser, so it carries nobody's cookie. Requests with an API key carry no cookie either and pass. So do customer
/// pages, where the address itself is the secret and no cookie is read: they send no referrer, and older browsers then name
/// no origin (`null`) even for their own forms.
public struct CrossSiteGuard: RouterMiddleware {
    private let origin: String

    public init(_ address: PublicAddress) { origin = address.origin }

    public func handle(
        _ request: Request, context: EdgeContext, next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        guard isSameSite(request) else { throw Problem.crossSite }
        return try await next(request, context)
    }

    private func isSameSite(_ request: Request) -> Bool {
        if [.get, .head, .options].contains(request.method) { return true }
        if Self.isKeyedByAddress(request.uri.path) { return true }
        if request.headers[.authorization]?.lowercased().hasPrefix("bearer ") == true { return true }
        if let site = request.headers[.named("Sec-Fetch-Site")] {
            // `none`: typed or chosen by the person, such as reloading a posted page.
            return site == "same-origin" || site == "none"
        }
        return request.headers[.origin].map { $0.lowercased() == origin } ?? true
    }

    private static func isKeyedByAddress(_ path: String) -> Bool {
        path.hasPrefix("/r/") || path.hasPrefix("/c/") || path == "/c"
    }
}
