import Crypto
import CryptoExtras
public import Domain
public import Foundation
public import Ports

/// Checks other people's signatures. Comparisons in constant time are the library's.
public struct SignatureVerifier: MessageAuthenticating {
    public init() {}

    public func isHMAC(
        _ code: [UInt8], of message: [UInt8], under key: Secret<String>, with hash: SignatureHash
    ) -> Bool {
        let key = SymmetricKey(data: Array(key.exposed.utf8))
        return switch hash {
        case .sha1: HMAC<Insecure.SHA1>.isValidAuthenticationCode(code, authenticating: message, using: key)
        case .sha256: HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: message, using: key)
        }
    }

    public func isECDSA(_ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]) -> Bool {
        // What is no key or no signature verifies nothing.
        guard let key = try? P256.Signing.PublicKey(derRepresentation: publicKey),
            let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature)
        else { return false }
        return key.isValidSignature(signature, for: message)
    }

    public func isRSA(
        _ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8], with hash: SignatureHash
    ) -> Bool {
        guard let key = try? _RSA.Signing.PublicKey(derRepresentation: publicKey) else { return false }
        let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
        return switch hash {
        case .sha1:
            key.isValidSignature(signature, for: Insecure.SHA1.hash(data: message), padding: .insecurePKCS1v1_5)
        case .sha256: key.isValidSignature(signature, for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
        }
    }

    public func publicKey(ofCertificate pem: String, at now: Date) -> [UInt8]? {
        guard let certificate = Certificate(pem: pem), certificate.validity.contains(now) else { return nil }
        return certificate.publicKey
    }

    public func isSame(_ given: Secret<String>, as wanted: Secret<String>) -> Bool {
        SHA256.hash(data: Array(given.exposed.utf8)) == SHA256.hash(data: Array(wanted.exposed.utf8))
    }
}
