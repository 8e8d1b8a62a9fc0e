import Domain
import Foundation
import Testing
import Vault

@Suite("Codes of an authenticator")
struct HMACCodesTests {
    /// The key of the RFC's appendix, repeated to the length of the hash.
    private func secret(
        _ algorithm: AuthenticatorSecret.Algorithm, bytes: Int, digits: Int = 8
    ) throws -> AuthenticatorSecret {
        let key = (0..<bytes).map { UInt8(ascii: "0") + UInt8(($0 + 1) % 10) }
        return try AuthenticatorSecret(key: Secret(key), algorithm: algorithm, digits: digits)
    }

    private func code(_ secret: AuthenticatorSecret, at seconds: TimeInterval) -> String {
        let counter = secret.counter(at: Date(timeIntervalSince1970: seconds))
        return HMACCodes().code(of: secret, counter: counter).exposed
    }

    @Test(
        "are those of RFC 6238, appendix B",
        arguments: [
            (59, "94287082", "46119246", "90693936"), (1_111_111_109, "07081804", "68084774", "25091201"),
            (1_111_111_111, "14050471", "67062674", "99943326"), (1_234_567_890, "89005924", "91819424", "93441116"),
            (2_000_000_000, "69279037", "90698825", "38618901"), (20_000_000_000, "65353130", "77737706", "47863826"),
        ] as [(TimeInterval, String, String, String)])
    func vectors(_ seconds: TimeInterval, sha1: String, sha256: String, sha512: String) throws {
        #expect(code(try secret(.sha1, bytes: 20), at: seconds) == sha1)
        #expect(code(try secret(.sha256, bytes: 32), at: seconds) == sha256)
        #expect(code(try secret(.sha512, bytes: 64), at: seconds) == sha512)
    }

    @Test("are those of RFC 4226, appendix D, with six digits")
    func counters() throws {
        let secret = try secret(.sha1, bytes: 20, digits: 6)
        let codes = (0..<10).map { HMACCodes().code(of: secret, counter: $0).exposed }
        #expect(
            codes == [
                "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
            ])
    }

    @Test("come from a pasted key as well, with leading zeros, and cannot be printed")
    func pasted() throws {
        let text = Secret("otpauth://totp/RFC?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8")
        let secret = try AuthenticatorSecret(reading: text)
        #expect(code(secret, at: 1_111_111_109) == "07081804")
        #expect("\(HMACCodes().code(of: secret, counter: 1))" == "‹secret›")
    }
}
