public import Foundation

/// Where people reach this installation: scheme, host and port, without a path.
public struct PublicAddress: Sendable, Equatable {
    /// `https`, or `http` on the loopback interface.
    public let scheme: String
    /// Host with its port if that is not the scheme's own, lower-case: `tieline.example.com`, `127.0.0.1:8080`.
    public let authority: String

    /// Nil unless it is `https://host[:port]`, or `http://` with a loopback host: session cookies travel over it.
    public init?(_ url: URL) {
        guard let scheme = url.scheme?.lowercased(), let host = url.host()?.lowercased(), !host.isEmpty,
            ["", "/"].contains(url.path()), url.query() == nil, url.fragment() == nil, url.user() == nil
        else { return nil }
        let isLoopback = ["127.0.0.1", "localhost", "::1"].contains(host)
        guard scheme == "https" || (scheme == "http" && isLoopback) else { return nil }
        let ownPort = scheme == "https" ? 443 : 80
        self.scheme = scheme
        let shownHost = host.contains(":") ? "[\(host)]" : host
        authority = url.port.map { $0 == ownPort ? shownHost : "\(shownHost):\($0)" } ?? shownHost
    }

    public var isSecure: Bool { scheme == "https" }

    /// `https://tieline.example.com`, as browsers write an origin.
    public var origin: String { "\(scheme)://\(authority)" }
}
