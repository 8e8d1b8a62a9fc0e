import Foundation

/// An http or https address, reduced to what decides where a request goes.
public struct WebAddress: Sendable, Equatable {
    /// `http` or `https`; `ws` and `wss` are read as these, since they reach the same servers.
    public let scheme: String
    /// Lower-case, without the brackets of IPv6 and without a final dot.
    public let host: String
    public let port: Int

    /// Nil for every other scheme and for text that is no address.
    public init?(_ text: String) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            let rawHost = parts.encodedHost?.lowercased(), !rawHost.isEmpty
        else { return nil }
        switch scheme {
        case "http", "ws": self.scheme = "http"
        case "https", "wss": self.scheme = "https"
        default: return nil
        }
        var host = rawHost
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        if host.hasSuffix(".") { host.removeLast() }
        guard !host.isEmpty else { return nil }
        self.host = host
        port = parts.port ?? (self.scheme == "https" ? 443 : 80)
    }

    /// `https://a.example` or `http://127.0.0.1:8090`.
    public var origin: String {
        let shownHost = host.contains(":") ? "[\(host)]" : host
        return port == (scheme == "https" ? 443 : 80) ? "\(scheme)://\(shownHost)" : "\(scheme)://\(shownHost):\(port)"
    }
}
