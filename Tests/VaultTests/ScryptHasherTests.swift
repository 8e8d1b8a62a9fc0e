import Domain
import Ports
import Testing

@testable import Vault

@Suite("Passwords") struct ScryptHasherTests {
    @Test("a password matches its own hash and no other, and two hashes of it differ")
    func roundTrip() async throws {
        let hasher = ScryptHasher()
        let first = try await hasher.hash(Secret("correct horse"))
        let second = try await hasher.hash(Secret("correct horse"))
        #expect(first != second)
        #expect(first.hasPrefix("$scrypt$ln=15,r=8,p=1$"))
        #expect(await hasher.verify(Secret("correct horse"), against: first))
        #expect(await hasher.verify(Secret("correct horse"), against: second))
        #expect(!(await hasher.verify(Secret("correct Horse"), against: first)))
    }

    @Test("a hash made by another implementation matches")
    func knownAnswer() async {
        // Computed with Python: hashlib.scrypt, salt 0, 1, 2 …
        let stored = "$scrypt$ln=15,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$XGYmKKxOsQaKKH4qoqICriSOmNsE1h0zJ+c0LbbscJc"
        #expect(await ScryptHasher().verify(Secret("correct horse"), against: stored))
    }

    @Test("a composed and a decomposed umlaut are the same password")
    func composition() async throws {
        let hasher = ScryptHasher()
        let stored = try await hasher.hash(Secret("m\u{FC}hle und bach"))
        #expect(await hasher.verify(Secret("mu\u{308}hle und bach"), against: stored))
    }

    @Test(
        "text that is no hash, or asks for too much memory, never matches",
        arguments: [
            "", "$", "plain", "$scrypt$ln=15,r=8,p=1$$",
            "$scrypt$ln=20,r=32,p=1$AAECAwQFBgcICQoLDA0ODw$XGYmKKxOsQaKKH4qoqICriSOmNsE1h0zJ+c0LbbscJc",
            "$scrypt$ln=63,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$XGYmKKxOsQaKKH4qoqICriSOmNsE1h0zJ+c0LbbscJc",
            "$bcrypt$ln=15,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$XGYmKKxOsQaKKH4qoqICriSOmNsE1h0zJ+c0LbbscJc",
        ])
    func malformed(stored: String) async {
        #expect(StoredScrypt(stored) == nil)
        #expect(!(await ScryptHasher().verify(Secret("correct horse"), against: stored)))
    }

    @Test("an unknown member costs a derivation, like a known one")
    func equalCost() async throws {
        let hasher = ScryptHasher(threads: 1)
        let stored = try await hasher.hash(Secret("correct horse"))
        let clock = ContinuousClock()
        let known = await clock.measure { _ = await hasher.verify(Secret("wrong"), against: stored) }
        let unknown = await clock.measure { _ = await hasher.verify(Secret("wrong"), against: "") }
        // Without the derivation the second would be a thousand times shorter; a busy machine blurs less than that.
        #expect(unknown > known / 20)
    }
}
