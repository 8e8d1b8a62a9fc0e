/// Which origins a page may talk to. An entry is `https://a.example`, `http://127.0.0.1:8090`, `https://*.example.com`
/// (every subdomain, not the name itself), or a bare host, which allows http and https on any of its ports.
public struct AllowedOrigins: Sendable, Equatable {
    private let entries: [Entry]

    private struct Entry: Sendable, Equatable {
        /// Nil for a bare host: any scheme and port.
        let site: Site?
        /// Lower-case host; after `*.` only its tail, with the leading dot.
        let host: String
        let isWildcard: Bool
    }

    private struct Site: Sendable, Equatable {
        let scheme: String
        let port: Int
    }

    /// Entries that are no origin and no host allow nothing.
    public init(_ entries: [String]) { self.entries = entries.compactMap(Self.read) }

    /// Whether this address belongs to one of the origins.
    public func contains(_ address: WebAddress) -> Bool {
        entries.contains { entry in
            guard entry.isWildcard ? address.host.hasSuffix(entry.host) : address.host == entry.host else {
                return false
            }
            guard let site = entry.site else { return true }
            return site.scheme == address.scheme && site.port == address.port
        }
    }

    private static func read(_ text: String) -> Entry? {
        guard text.contains("://") else { return WebAddress("http://\(text)/").flatMap { entry($0, site: nil) } }
        return WebAddress(text).flatMap { entry($0, site: Site(scheme: $0.scheme, port: $0.port)) }
    }

    private static func entry(_ address: WebAddress, site: Site?) -> Entry? {
        guard address.host.hasPrefix("*.") else {
            return address.host.contains("*") ? nil : Entry(site: site, host: address.host, isWildcard: false)
        }
        let tail = String(address.host.dropFirst())
        // `*.com` would allow half of the world.
        guard tail.dropFirst().contains("."), !tail.contains("*") else { return nil }
        return Entry(site: site, host: tail, isWildcard: true)
    }
}
