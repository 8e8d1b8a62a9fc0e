import Crypto
public import Domain
import Foundation
public import Ports

/// HMAC-SHA-256.
public struct HMACSigner: MessageSigning {
    public init() {}

    public func hmac(of message: [UInt8], under key: Secret<String>) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: Data(key.exposed.utf8))))
    }
}
