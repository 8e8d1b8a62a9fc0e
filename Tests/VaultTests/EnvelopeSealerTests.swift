import Domain
import Foundation
import Ports
import Testing

@testable import Vault

@Suite("Envelope sealer") struct EnvelopeSealerTests {
    private let place = SealedPlace(table: "credential", column: "sealed", row: "row-1")
    private let secret = Secret(Array("hunter2".utf8))

    @Test("what was sealed opens again, and two seals of one text differ")
    func roundTrip() throws {
        let sealer = EnvelopeSealer(try knownRing())
        let key = try sealer.makeDataKey(for: "owner-1")
        let first = try sealer.seal(secret, under: key, of: "owner-1", at: place)
        let second = try sealer.seal(secret, under: key, of: "owner-1", at: place)
        #expect(first != second)
        #expect(try sealer.open(first, under: key, of: "owner-1", at: place).exposed == secret.exposed)
        #expect(try sealer.open(second, under: key, of: "owner-1", at: place).exposed == secret.exposed)
    }

    @Test("bytes made by another implementation of the format open")
    func knownAnswer() throws {
        // Computed with Python: HKDF by hmac, AES-GCM by the package cryptography; data key 64, 65, … nonce 0, 1, …
        let wrapped = """
            01026b31000102030405060708090a0b05ce75610a514bef3b56980e3ec2ad7f4b72027b13a9bb441bc0c061437a1b2b\
            7999134b2dd04c60ad7f03454e8aa461
            """
        let sealed = "01000102030405060708090a0b5270020c12fe76e36877014fd490d3c33f73e42573e3f2"
        let key = WrappedKey(keyID: "k1", bytes: bytes(wrapped))
        let opened = try EnvelopeSealer(try knownRing()).open(bytes(sealed), under: key, of: "owner-1", at: place)
        #expect(opened.exposed == secret.exposed)
    }

    @Test("a change of any single byte is noticed, in the value and in the wrapped key")
    func tampering() throws {
        let sealer = EnvelopeSealer(try knownRing())
        let key = try sealer.makeDataKey(for: "owner-1")
        let sealed = try sealer.seal(secret, under: key, of: "owner-1", at: place)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SealingError.self) { try sealer.open(changed, under: key, of: "owner-1", at: place) }
        }
        for index in key.bytes.indices {
            var changed = key.bytes
            changed[index] ^= 1
            let other = WrappedKey(keyID: key.keyID, bytes: changed)
            #expect(throws: SealingError.self) { try sealer.open(sealed, under: other, of: "owner-1", at: place) }
        }
        for length in sealed.indices {
            #expect(throws: SealingError.self) {
                try sealer.open(Array(sealed.prefix(length)), under: key, of: "owner-1", at: place)
            }
        }
    }

    @Test("a value moved to another row, column, table or owner does not open")
    func moving() throws {
        let sealer = EnvelopeSealer(try knownRing())
        let key = try sealer.makeDataKey(for: "owner-1")
        let sealed = try sealer.seal(secret, under: key, of: "owner-1", at: place)
        let elsewhere = [
            SealedPlace(table: "credential", column: "sealed", row: "row-2"),
            SealedPlace(table: "credential", column: "other", row: "row-1"),
            SealedPlace(table: "saved_session", column: "sealed", row: "row-1"),
            // The same letters, cut at another place.
            SealedPlace(table: "credentials", column: "ealed", row: "row-1"),
        ]
        for other in elsewhere {
            #expect(throws: SealingError.notAuthentic(table: other.table, column: other.column)) {
                try sealer.open(sealed, under: key, of: "owner-1", at: other)
            }
        }
        #expect(throws: SealingError.notAuthentic(table: "data_key", column: "wrapped")) {
            try sealer.open(sealed, under: key, of: "owner-2", at: place)
        }
    }

    @Test("after a rotation old values open, new data keys use the new key, and re-wrapped ones need no old key")
    func rotation() throws {
        let old = try knownRing()
        let key = try EnvelopeSealer(old).makeDataKey(for: "owner-1")
        let sealed = try EnvelopeSealer(old).seal(secret, under: key, of: "owner-1", at: place)

        let ring = old.adding(at: Date(timeIntervalSince1970: 1_795_000_000))
        let sealer = EnvelopeSealer(ring)
        #expect(try sealer.open(sealed, under: key, of: "owner-1", at: place).exposed == secret.exposed)
        let rewrapped = try sealer.rewrap(key, for: "owner-1")
        #expect(rewrapped.keyID == ring.currentKeyID)

        let newOnly = KeyRing(older: [], newest: ring.newest, fingerprintKey: ring.fingerprintKey)
        let later = EnvelopeSealer(newOnly)
        #expect(try later.open(sealed, under: rewrapped, of: "owner-1", at: place).exposed == secret.exposed)
        #expect(throws: SealingError.unknownKey(id: "k1")) {
            try later.open(sealed, under: key, of: "owner-1", at: place)
        }
    }

    @Test("another key of the same id does not open")
    func wrongKey() throws {
        let key = try EnvelopeSealer(try knownRing()).makeDataKey(for: "owner-1")
        let impostor = EnvelopeSealer(try KeyRing(text: "fingerprint \(a) 2026\nk1 \(a) 2026", source: "other"))
        #expect(throws: SealingError.notAuthentic(table: "data_key", column: "wrapped")) {
            try impostor.rewrap(key, for: "owner-1")
        }
    }

    @Test("no description, dump, mirror or error shows a key or a secret")
    func canary() throws {
        let ring = try knownRing()
        let sealer = EnvelopeSealer(ring)
        let values: [Any] = [
            ring, sealer, KeyedFingerprinter(ring), KeyCheck(ring), secret, ring.entries, ring.text,
            VaultError.keyNotInRing(id: "k1"),
        ]
        let bare = [
            ring.fingerprintKey.key, ring.entries[0].key, DerivedKey.wrapping.derived(from: ring.entries[0].key),
        ]
        let keys = bare.map { Data($0.bytes.exposed) }
        for value in values {
            var dumped = ""
            dump(value, to: &dumped)
            let shown = dumped + String(describing: value) + String(reflecting: value)
            for key in keys + [Data("hunter2".utf8)] {
                #expect(!shown.contains(key.base64EncodedString()))
                #expect(!shown.contains(key.prefix(4).map(String.init).joined(separator: ", ")))
                #expect(!shown.lowercased().contains([UInt8](key).hex))
            }
            #expect(!shown.contains("hunter2"))
        }
    }

    private func bytes(_ hex: String) -> [UInt8] {
        stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
    }
}
