import Domain
import Foundation
import Ports
import Testing

@testable import Vault

@Suite("Fingerprints, tokens and the key check") struct FingerprintTests {
    private let now = Date(timeIntervalSince1970: 1_795_000_000)

    @Test("a fingerprint is HMAC-SHA-256 under a key derived for its purpose")
    func knownAnswer() throws {
        // Computed with Python: hmac and hashlib.
        let wanted = "c131de2f36d737ec5a5649a6111ca79b248a9ee9417e6c1e70d0fef5b5e36eba"
        let parts = ["org", "harbor", "pat", "hunter2"].map { Secret($0) }
        #expect(KeyedFingerprinter(try knownRing()).fingerprint(of: parts, purpose: "password").hex == wanted)
    }

    @Test("parts cut elsewhere and other purposes give other fingerprints")
    func separation() throws {
        let prints = KeyedFingerprinter(try knownRing())
        let first = prints.fingerprint(of: [Secret("ab"), Secret("c")], purpose: "login")
        #expect(first != prints.fingerprint(of: [Secret("a"), Secret("bc")], purpose: "login"))
        #expect(first != prints.fingerprint(of: [Secret("abc")], purpose: "login"))
        #expect(first != prints.fingerprint(of: [Secret("ab"), Secret("c")], purpose: "password"))
    }

    @Test("a refused secret is recognised after a rotation")
    func survivesRotation() throws {
        let ring = try knownRing()
        let before = KeyedFingerprinter(ring).fingerprint(of: [Secret("x")], purpose: "password")
        let after = KeyedFingerprinter(ring.adding(at: now)).fingerprint(of: [Secret("x")], purpose: "password")
        #expect(before == after)
    }

    @Test("tokens are 43 letters of base64url, differ, and are stored as SHA-256")
    func tokens() {
        let tokens = RandomTokens()
        let minted = (0..<100).map { _ in tokens.mint().exposed }
        #expect(Set(minted).count == 100)
        #expect(minted.allSatisfy { $0.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil })
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(tokens.digest(of: Secret("abc")) == abc)
    }

    @Test("the check value accepts its ring, also after rotation, and refuses every other")
    func checkValue() throws {
        let ring = try knownRing()
        let value = KeyCheck(ring).value
        // Computed with Python: hmac and hashlib.
        let wanted = """
            1 081b8d293cd843c5783e868ebb89018b2b21f4ddf8307c27b050b6e33c492640 k1 \
            e0b7119f793f8a5e1c32bacb174134a5798b3499f6db0f47418eb54e0a4386d0
            """
        #expect(value == wanted)
        try KeyCheck(ring).verify(value)
        try KeyCheck(ring.adding(at: now)).verify(value)

        #expect(throws: VaultError.otherRing) { try KeyCheck(KeyRing(createdAt: now)).verify(value) }
        let sameID = try KeyRing(text: "fingerprint \(a) 2026\nk1 \(a) 2026", source: "other")
        #expect(throws: VaultError.otherRing) { try KeyCheck(sameID).verify(value) }
        let without = try KeyRing(text: "fingerprint \(a) 2026\nk2 \(b) 2026", source: "other")
        #expect(throws: VaultError.keyNotInRing(id: "k1")) { try KeyCheck(without).verify(value) }
        #expect(throws: VaultError.malformedCheckValue) { try KeyCheck(ring).verify("") }
    }
}
