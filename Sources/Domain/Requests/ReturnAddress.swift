import Foundation

/// Where a customer's browser may be sent back to when a request is over.
public enum ReturnAddress {
    /// Whether an address begins with one of the allowed ones: same scheme, host and port, and the path at or below theirs.
    /// Only https, or http on this very machine. No user names, no fragments.
    public static func isAllowed(_ text: String, by list: [String]) -> Bool {
        guard let address = parts(of: text) else { return false }
        return list.contains { allowed in
            guard let beginning = parts(of: allowed) else { return false }
            return beginning.origin == address.origin
                && (address.path == beginning.path
                    || address.path.hasPrefix(beginning.path.hasSuffix("/") ? beginning.path : beginning.path + "/"))
        }
    }

    /// Whether a text may stand on the list.
    public static func isWellFormed(_ text: String) -> Bool { parts(of: text) != nil }

    private static func parts(of text: String) -> (origin: String, path: String)? {
        guard text.utf8.count <= 2000, !text.contains("\\"), text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }),
            let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(),
            let host = url.host?.lowercased(), !host.isEmpty, url.user == nil, url.password == nil, url.fragment == nil,
            scheme == "https" || (scheme == "http" && ["localhost", "127.0.0.1", "[::1]"].contains(host))
        else { return nil }
        let segments = url.percentEncodedPath.lowercased().split(separator: "/")
        guard !segments.contains(where: { [".", "..", "%2e", "%2e%2e", ".%2e", "%2e."].contains($0) }) else {
            return nil
        }
        let port = url.port.map { ":\($0)" } ?? ""
        return ("\(scheme)://\(host)\(port)", url.percentEncodedPath.isEmpty ? "/" : url.percentEncodedPath)
    }
}
