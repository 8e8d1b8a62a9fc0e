import Crypto
public import Domain
import Foundation
public import Ports

/// One-time codes by HMAC (RFC 4226 and RFC 6238).
public struct HMACCodes: OneTimeCodeMaking {
    public init() {}

    public func code(of secret: AuthenticatorSecret, counter: UInt64) -> Secret<String> {
        let message = withUnsafeBytes(of: counter.bigEndian) { Array($0) }
        let digest = Self.digest(of: message, under: secret)
        let number = Self.truncated(digest) % Self.power(of: secret.digits)
        let digits = String(number)
        return Secret(String(repeating: "0", count: secret.digits - digits.utf8.count) + digits)
    }

    private static func digest(of message: [UInt8], under secret: AuthenticatorSecret) -> [UInt8] {
        let key = SymmetricKey(data: secret.key.exposed)
        return switch secret.algorithm {
        case .sha1: Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: key))
        case .sha256: Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
        case .sha512: Array(HMAC<SHA512>.authenticationCode(for: message, using: key))
        }
    }

    /// 31 bits, from where the low half of the last byte says (RFC 4226, 5.4).
    private static func truncated(_ digest: [UInt8]) -> UInt32 {
        let offset = Int(digest[digest.count - 1] & 0xF)
        let word = digest[offset..<(offset + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return word & 0x7FFF_FFFF
    }

    private static func power(of digits: Int) -> UInt32 { (0..<digits).reduce(1) { power, _ in power * 10 } }
}
