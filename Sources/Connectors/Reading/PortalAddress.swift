import Foundation

/// Which addresses a recipe may name.
enum PortalAddress {
    /// What is wrong with the address, to stand after it; nil when nothing is.
    static func mistake(in text: String, allowsPrivate: Bool) -> String? {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(), let host = parts.host,
            !host.isEmpty
        else { return "is no absolute address; write https://host/path" }
        guard scheme == "https" || scheme == "http" else { return "must begin with https://" }
        guard parts.user == nil, parts.password == nil else { return "must not hold a user name or password" }
        guard isPrivate(host) else {
            return scheme == "https" ? nil : "must begin with https://, since credentials travel to it"
        }
        return allowsPrivate ? nil : "is inside the private network, which this installation does not allow"
    }

    /// Loopback, private and link-local hosts by name or literal address. Names are checked again when resolved.
    static func isPrivate(_ host: String) -> Bool {
        let host = host.trimmingCharacters(in: ["[", "]"]).lowercased()
        if host == "localhost" || host.hasSuffix(".localhost") || host.hasSuffix(".local") { return true }
        if host.contains(":") {
            return host == "::1" || host == "::" || host.hasPrefix("fc") || host.hasPrefix("fd")
                || host.hasPrefix("fe8") || host.hasPrefix("fe9") || host.hasPrefix("fea") || host.hasPrefix("feb")
                || host.hasPrefix("::ffff:")
        }
        let bytes = host.split(separator: ".").compactMap { UInt8($0) }
        guard bytes.count == 4 else { return false }
        switch (bytes[0], bytes[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (192, 168), (172, 16...31), (100, 64...127): return true
        default: return false
        }
    }
}

extension Recipe {
    /// One of its origins is inside the private network; the reader has allowed it.
    var isPrivate: Bool {
        origins.contains { origin in PortalAddress.isPrivate(URLComponents(string: origin)?.host ?? origin) }
    }
}
