import Crypto
import Foundation

/// Signs as the senders do, with the library and not with the product.
enum Signing {
    static func gateway(_ body: String, timestamp: String = "1772471704") -> String {
        let key = SymmetricKey(data: Array("relay-secret".utf8))
        return HMAC<SHA256>.authenticationCode(for: Array((body + timestamp).utf8), using: key)
            .map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
    }
}
