public import Domain
import HTTPTypes
public import Hummingbird

/// Finds out who asks, behind proxies that are trusted by name. `X-Forwarded-For` from anybody else is ignored.
public struct ClientAddressMiddleware: RouterMiddleware {
    private let trusted: [IPRange]

    public init(trustedProxies: [IPRange]) { trusted = trustedProxies }

    public func handle(
        _ request: Request, context: EdgeContext, next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.client = client(peer: context.peer, forwarded: request.headers[values: .named("X-Forwarded-For")])
        return try await next(request, context)
    }

    /// Each proxy appends whom it heard from, so the list is read from the right, up to the first that is no proxy of ours.
    func client(peer: IPAddress?, forwarded: [String]) -> IPAddress? {
        guard var client = peer else { return nil }
        let hops = forwarded.flatMap { $0.split(separator: ",") }.map { $0.trimming(" \t") }
        for hop in hops.reversed() {
            guard trusted.contains(where: { $0.contains(client) }), let next = IPAddress(hop) else { break }
            client = next
        }
        return client
    }
}

extension Substring {
    fileprivate func trimming(_ characters: String) -> String {
        var text = self
        while let last = text.last, characters.contains(last) { text.removeLast() }
        return String(text.drop { characters.contains($0) })
    }
}
