import Crypto
import Foundation

/// A webhook that takes texts as a Twilio number passes them on: a form, signed with the auth token.
public struct TextHook: Sendable, Equatable {
    /// Exactly as it is signed. Plain `http`: the sandbox speaks no TLS.
    public let url: String
    let token: String
    let host: String
    let port: Int
    /// Path and query.
    let path: String

    /// Nil when the address is not plain `http` with a host, or has characters that an address may not have.
    public init?(url: String, token: String) {
        guard url.utf8.allSatisfy({ (0x21...0x7e).contains($0) }), let parts = URLComponents(string: url),
            parts.scheme?.lowercased() == "http", let host = parts.host, !host.isEmpty
        else { return nil }
        self.url = url
        self.token = token
        self.host = host
        port = parts.port ?? 80
        let query = parts.percentEncodedQuery.map { "?" + $0 } ?? ""
        path = (parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath) + query
    }

    /// The header `X-Twilio-Signature`: HMAC-SHA1 over the address and the fields in the order of their names.
    func signature(of fields: [String: String]) -> String {
        let names = fields.keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        let signed = url + names.map { $0 + (fields[$0] ?? "") }.joined()
        let key = SymmetricKey(data: Data(token.utf8))
        return Data(HMAC<Insecure.SHA1>.authenticationCode(for: Data(signed.utf8), using: key)).base64EncodedString()
    }
}
