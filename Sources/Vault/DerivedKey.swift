import Crypto
import Domain
import Foundation

/// A key for one purpose, made from a key of the ring by HKDF-SHA-256 (RFC 5869, no salt): no key serves two ends.
struct DerivedKey {
    static let wrapping = DerivedKey(purpose: "wrap")
    static let check = DerivedKey(purpose: "check")

    static func fingerprint(of purpose: String) -> DerivedKey { DerivedKey(purpose: "fingerprint/\(purpose)") }

    private let info: [UInt8]

    private init(purpose: String) { info = Array("tieline/v1/\(purpose)".utf8) }

    func derived(from key: Secret<SymmetricKey>) -> Secret<SymmetricKey> {
        key.map { HKDF<SHA256>.deriveKey(inputKeyMaterial: $0, info: info, outputByteCount: 32) }
    }
}

/// Parts joined so that no two lists of parts give the same bytes: each has its length in front (8 bytes, big-endian).
enum LengthPrefixed {
    static func bytes(_ parts: [[UInt8]]) -> [UInt8] {
        parts.flatMap { part in
            withUnsafeBytes(of: UInt64(part.count).bigEndian) { Array($0) } + part
        }
    }
}

extension Secret<SymmetricKey> {
    /// The key's bytes.
    var bytes: Secret<[UInt8]> { map { key in key.withUnsafeBytes { [UInt8]($0) } } }
}

extension Sequence<UInt8> {
    /// Lower-case hex, two digits per byte.
    var hex: String {
        map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
