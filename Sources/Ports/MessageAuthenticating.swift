public import Domain
public import Foundation

/// The hash functions that services sign with.
public enum SignatureHash: Sendable { case sha1, sha256 }

/// Tells whether a message is from whom it says, for signatures of others. Every answer takes the same time whether the
/// first byte is wrong or the last.
public protocol MessageAuthenticating: Sendable {
    /// HMAC (RFC 2104) under a shared key.
    func isHMAC(_ code: [UInt8], of message: [UInt8], under key: Secret<String>, with hash: SignatureHash) -> Bool
    /// ECDSA on P-256 with SHA-256.
    ///
    /// - Parameters:
    ///   - signature: DER.
    ///   - publicKey: Subject public key info, DER. Bytes that are no such key verify nothing.
    func isECDSA(_ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]) -> Bool
    /// RSA with PKCS #1 v1.5 padding and a key of 2,048 bits or more.
    ///
    /// - Parameter publicKey: Subject public key info, DER. Bytes that are no such key verify nothing.
    func isRSA(_ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8], with hash: SignatureHash) -> Bool
    /// The subject public key info (DER) of an X.509 certificate; nil when it cannot be read or is not valid now. Who issued
    /// it is not checked: the caller trusts the place that it came from.
    func publicKey(ofCertificate pem: String, at now: Date) -> [UInt8]?
    /// Whether two secrets are the same.
    func isSame(_ given: Secret<String>, as wanted: Secret<String>) -> Bool
}
