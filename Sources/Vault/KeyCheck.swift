import Crypto
import Domain

/// A short text, stored in the database, by which a wrong key ring is noticed before anything is written.
///
/// It reads `1 fingerprintCheck currentKeyID keyCheck`, where a check is an HMAC of a fixed word under a derived key: it
/// proves possession and reveals nothing. Store it when the database is made, and again after a rotation has re-wrapped
/// every data key.
public struct KeyCheck: Sendable {
    private let ring: KeyRing

    public init(_ ring: KeyRing) { self.ring = ring }

    /// What to store for this ring.
    public var value: String {
        "1 \(Self.check(ring.fingerprintKey)) \(ring.currentKeyID) \(Self.check(ring.newest))"
    }

    /// Throws unless this ring can open what the ring behind the stored value sealed.
    public func verify(_ stored: String) throws(VaultError) {
        let words = stored.split(separator: " ").map(String.init)
        guard words.count == 4, words[0] == "1" else { throw .malformedCheckValue }
        guard Self.isEqual(words[1], Self.check(ring.fingerprintKey)) else { throw .otherRing }
        guard let entry = ring.entry(words[2]) else { throw .keyNotInRing(id: words[2]) }
        guard Self.isEqual(words[3], Self.check(entry)) else { throw .otherRing }
    }

    private static func check(_ entry: KeyRing.Entry) -> String {
        let key = DerivedKey.check.derived(from: entry.key).exposed
        return HMAC<SHA256>.authenticationCode(for: Array("tieline".utf8), using: key).hex
    }

    /// Digests are compared in constant time by the library.
    private static func isEqual(_ left: String, _ right: String) -> Bool {
        SHA256.hash(data: Array(left.utf8)) == SHA256.hash(data: Array(right.utf8))
    }
}

extension KeyRing {
    func entry(_ id: String) -> Entry? { entries.first { $0.id == id } }
}
