import Crypto
import Foundation

/// Signs as the senders do, with the library and not with the product.
enum Signing {
    static func mailgun(timestamp: String, token: String) -> String {
        hexadecimal(timestamp + token, key: "signing-key")
    }

    static func gateway(_ body: String, timestamp: String = "1772471704") -> String {
        hexadecimal(body + timestamp, key: "relay-secret")
    }

    private static func hexadecimal(_ text: String, key: String) -> String {
        HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: Array(key.utf8)))
            .map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
    }
}
