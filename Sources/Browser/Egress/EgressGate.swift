import Domain

/// Decides, without touching the network, what a page may request.
struct EgressGate: Sendable, Equatable {
    let origins: AllowedOrigins
    let allowsPrivateAddresses: Bool

    enum Decision: Equatable, Sendable {
        case allow
        /// `origin` is what may be shown: scheme, host and port, or the bare scheme.
        case refuse(origin: String)
        /// Allowed if every address of this host is public.
        case resolve(host: String, origin: String)
    }

    func decide(_ address: String) -> Decision {
        let scheme = String(address.prefix { $0 != ":" }).lowercased()
        switch scheme {
        case "about", "data", "blob":
            // These fetch nothing: their bytes are in the address or in the page already.
            return .allow
        case "http", "https", "ws", "wss": break
        default: return .refuse(origin: String(scheme.prefix(32)))
        }
        guard let target = WebAddress(address) else { return .refuse(origin: scheme) }
        guard origins.contains(target) else { return .refuse(origin: target.origin) }
        guard !allowsPrivateAddresses else { return .allow }
        if let literal = IPAddress(target.host) {
            return literal.isPrivate ? .refuse(origin: target.origin) : .allow
        }
        if target.host == "localhost" || target.host.hasSuffix(".localhost") { return .refuse(origin: target.origin) }
        return .resolve(host: target.host, origin: target.origin)
    }
}
