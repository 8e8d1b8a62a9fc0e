import HTTPTypes
public import Hummingbird

/// Everything that stands between the socket and a route, in the one order that works.
///
/// Make the router here, add routes to it or to the groups, then make the responder:
/// ```
/// let router = edge.makeRouter()
/// edge.visitors(of: router).get("sign-in") { … }      // context.signedIn may be nil
/// edge.members(of: router).get("connections") { … }   // context.member is there
/// Application(responder: edge.responder(for: router), …)
/// ```
public struct Edge: Sendable {
    public let address: PublicAddress
    public let cookie: SessionCookie
    private let trustedProxies: [IPRange]
    private let errors: ErrorMiddleware
    private let session: SessionMiddleware

    /// - Parameters:
    ///   - lookUpSession: Finds the member of a session token.
    ///   - errorPage: Renders the page of a problem.
    public init(
        address: PublicAddress, trustedProxies: [IPRange] = [], lookUpSession: @escaping SessionMiddleware.LookUp,
        errorPage: @escaping ErrorMiddleware.Page
    ) {
        self.address = address
        self.trustedProxies = trustedProxies
        cookie = SessionCookie(address)
        errors = ErrorMiddleware(page: errorPage)
        session = SessionMiddleware(cookie: cookie, lookUp: lookUpSession)
    }

    /// A router whose every route, and every address without one, is logged, guarded and explained.
    public func makeRouter() -> Router<EdgeContext> {
        let router = Router(context: EdgeContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: ClientAddressMiddleware(trustedProxies: trustedProxies))
        router.add(middleware: RequestLogMiddleware())
        router.add(middleware: SecurityHeadersMiddleware(address))
        router.add(middleware: errors)
        router.add(middleware: QueryGuard())
        router.add(middleware: CrossSiteGuard(address))
        return router
    }

    /// Routes for everybody; `context.signedIn` says who it is, if anybody.
    public func visitors(of router: Router<EdgeContext>) -> RouterGroup<EdgeContext> {
        router.group().add(middleware: session)
    }

    /// Routes for members; others are sent to the sign-in page.
    public func members(of router: Router<EdgeContext>) -> RouterGroup<MemberContext> {
        visitors(of: router).group(context: MemberContext.self)
    }

    /// Routes for API keys; others get 401.
    public func keys(of router: Router<EdgeContext>, _ bearer: BearerMiddleware) -> RouterGroup<KeyContext> {
        router.group().add(middleware: bearer).group(context: KeyContext.self)
    }

    /// The finished responder, which also answers a wrong method with 405 and `Allow`. Call it after the last route.
    public func responder(for router: Router<EdgeContext>) -> some HTTPResponder<EdgeContext> {
        MethodGuard(around: router)
    }
}
