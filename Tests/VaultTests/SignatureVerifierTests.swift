import Domain
import Foundation
import Ports
import Testing
import Vault

@Suite("Signatures of others") struct SignatureVerifierTests {
    private let verifier = SignatureVerifier()

    @Test("the test cases of RFC 2202 and RFC 4231 are recognised, and no changed ones")
    func hmac() throws {
        let sha1 = try bytes("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
        let sha256 = try bytes("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        let message = Array("what do ya want for nothing?".utf8)
        let key = Secret("Jefe")
        #expect(verifier.isHMAC(sha1, of: message, under: key, with: .sha1))
        #expect(verifier.isHMAC(sha256, of: message, under: key, with: .sha256))
        #expect(!verifier.isHMAC(sha1, of: message, under: key, with: .sha256))
        #expect(!verifier.isHMAC(sha256, of: message + [0], under: key, with: .sha256))
        #expect(!verifier.isHMAC(sha256, of: message, under: Secret("jefe"), with: .sha256))
        #expect(!verifier.isHMAC(sha256.dropLast(), of: message, under: key, with: .sha256))
        #expect(!verifier.isHMAC([], of: message, under: key, with: .sha256))
    }

    @Test("secrets are compared whole")
    func same() {
        #expect(verifier.isSame(Secret("user:pass"), as: Secret("user:pass")))
        for other in ["", "user:pas", "user:pass ", "User:pass"] {
            #expect(!verifier.isSame(Secret(other), as: Secret("user:pass")))
        }
    }

    @Test("what is no key, no signature or no certificate verifies nothing")
    func rubbish() {
        for bytes in [[], [0x30], Array("rubbish".utf8), [UInt8](repeating: 0x30, count: 5_000)] {
            #expect(!verifier.isECDSA(bytes, of: [1], by: bytes))
            #expect(!verifier.isRSA(bytes, of: [1], by: bytes, with: .sha256))
            let base64 = Data(bytes).base64EncodedString()
            let pem = "-----BEGIN CERTIFICATE-----\n\(base64)\n-----END CERTIFICATE-----"
            #expect(verifier.publicKey(ofCertificate: pem, at: Date(timeIntervalSince1970: 1_772_471_704)) == nil)
        }
    }

    private func bytes(_ hex: String) throws -> [UInt8] {
        let digits = Array(hex)
        return try stride(from: 0, to: digits.count, by: 2).map {
            try #require(UInt8(String(digits[$0...$0 + 1]), radix: 16))
        }
    }
}
