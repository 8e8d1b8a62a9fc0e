import Crypto
public import Domain
public import Ports

/// Fingerprints under the ring's fingerprint key: HMAC-SHA-256, with a key of its own per purpose.
public struct KeyedFingerprinter: Fingerprinting {
    private let key: Secret<SymmetricKey>

    public init(_ ring: KeyRing) { key = ring.fingerprintKey.key }

    public func fingerprint(of parts: [Secret<String>], purpose: String) -> Fingerprint {
        let message = LengthPrefixed.bytes(parts.map { Array($0.exposed.utf8) })
        let key = DerivedKey.fingerprint(of: purpose).derived(from: key).exposed
        let code = HMAC<SHA256>.authenticationCode(for: message, using: key)
        guard let fingerprint = Fingerprint(hex: code.hex) else {
            preconditionFailure("HMAC-SHA-256 gives 32 bytes, which are 64 hex digits")
        }
        return fingerprint
    }
}
