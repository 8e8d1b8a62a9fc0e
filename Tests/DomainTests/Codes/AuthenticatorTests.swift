import Domain
import Foundation
import Testing

@Suite("Authenticator secrets and their turns")
struct AuthenticatorTests {
    private static let base32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    private static let key = Array("12345678901234567890".utf8)

    private func secret(_ text: String) throws(AuthenticatorSecretError) -> AuthenticatorSecret {
        try AuthenticatorSecret(reading: Secret(text))
    }

    @Test(
        "a key is read however it is written",
        arguments: [
            base32, base32.lowercased(), "GEZD GNBV GY3T QOJQ gezd gnbv gy3t qojq",
            "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ",
            " \(base32)\n", "\u{200B}GEZDGNBVGY3TQOJQ\u{A0}GEZDGNBVGY3TQOJQ====",
            "otpauth://totp/Lakeshore?secret=\(base32)",
            "OTPAUTH://TOTP/x?SECRET=\(base32.lowercased())&",
            "otpauth://totp/?issuer=Lake%20shore&secret=\(base32)%3D#x",
            "otpauth://totp/Lakeshore Gas:pat@example.com?secret=\(base32)&algorithm=SHA1&digits=6&period=30",
            "otpauth://totp?secret=\(base32)&algorithm=&digits=&period=",
        ])
    func reads(_ text: String) throws {
        let secret = try secret(text)
        #expect(secret.key.exposed == Self.key)
        #expect(secret.algorithm == .sha1)
        #expect(secret.digits == 6)
        #expect(secret.period == 30)
    }

    @Test(
        "an address says algorithm, digits and period",
        arguments: [
            ("SHA256", AuthenticatorSecret.Algorithm.sha256), ("sha512", .sha512), ("SHA-1", .sha1),
            ("HmacSHA256", .sha256),
        ])
    func parameters(_ name: String, algorithm: AuthenticatorSecret.Algorithm) throws {
        let secret = try secret("otpauth://totp/a?secret=\(Self.base32)&algorithm=\(name)&digits=8&period=60")
        #expect(secret.algorithm == algorithm)
        #expect(secret.digits == 8)
        #expect(secret.period == 60)
    }

    @Test(
        "what is no secret is refused by its reason",
        arguments: [
            ("", AuthenticatorSecretError.empty), (" \u{200B}\n", .empty), ("123456", .notBase32),
            ("GEZDGNBVGY3TQOJ0", .notBase32),
            ("GEZD=GNBVGY3TQOJQ", .notBase32), ("GEZDGNBVGY3TQ\u{D6}JQ", .notBase32),
            ("GEZDGNBVGY3TQOJQG", .incomplete),
            ("GEZDGNBV", .tooShort), (String(repeating: "A", count: 208), .tooLong),
            (String(repeating: "A", count: 2049), .tooLong), ("https://example.com/?secret=\(base32)", .otherAddress),
            ("otpauth:totp/a?secret=\(base32)", .otherAddress), ("otpauth://motp/a?secret=\(base32)", .otherAddress),
            ("otpauth://hotp/a?secret=\(base32)&counter=1", .countsInsteadOfTime),
            ("otpauth-migration://offline?data=Cj", .isExport), ("otpauth://totp/a", .noSecretInAddress),
            ("otpauth://totp/a?secret=", .noSecretInAddress), ("otpauth://totp/a?secret=1&secret=2", .malformedAddress),
            ("otpauth://totp/a?secret=%", .malformedAddress), ("otpauth://totp/a?secret=%FF", .malformedAddress),
            ("otpauth://totp/a?secret=189", .notBase32),
            ("otpauth://totp/a?secret=\(base32)&algorithm=MD5", .unknownAlgorithm),
            ("otpauth://totp/a?secret=\(base32)&digits=5", .digitsOutOfRange),
            ("otpauth://totp/a?secret=\(base32)&digits=9", .digitsOutOfRange),
            ("otpauth://totp/a?secret=\(base32)&digits=-6", .digitsOutOfRange),
            ("otpauth://totp/a?secret=\(base32)&period=0", .periodOutOfRange),
            ("otpauth://totp/a?secret=\(base32)&period=99999999999999999999", .periodOutOfRange),
        ])
    func refuses(_ text: String, error: AuthenticatorSecretError) {
        #expect(throws: error) { try secret(text) }
    }

    @Test("every refusal has a code of its own and advice")
    func advice() {
        let errors = AuthenticatorSecretError.allCases
        #expect(Set(errors.map(\.code)).count == errors.count)
        #expect(errors.allSatisfy { $0.advice.hasSuffix(".") && !$0.isRetryable })
    }

    @Test("key and address lead back to the same secret, for every length of key")
    func roundTrip() throws {
        for count in 8...64 {
            let key = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 200) }
            let secret = try AuthenticatorSecret(key: Secret(key), algorithm: .sha512, digits: 7, period: 60)
            #expect(try self.secret(secret.base32.exposed).key.exposed == key)
            let again = try self.secret(secret.address(label: "Lakeshore Gas & Light: ü?").exposed)
            #expect(again.key.exposed == key)
            #expect(again.algorithm == .sha512)
            #expect(again.digits == 7)
            #expect(again.period == 60)
        }
        #expect(!"\(try secret(Self.base32))".contains("49, 50"))
    }

    // MARK: Turns

    private func at(_ seconds: TimeInterval) -> Date { Date(timeIntervalSince1970: seconds) }

    @Test("the counter is the number of whole periods since 1970")
    func counter() throws {
        let secret = try secret(Self.base32)
        let expected: [TimeInterval: UInt64] = [
            0: 0, 29.999: 0, 30: 1, 59: 1, 1_111_111_109: 37_037_036, 20_000_000_000: 666_666_666, -5: 0,
        ]
        for (seconds, counter) in expected { #expect(secret.counter(at: at(seconds)) == counter, "\(seconds)") }
        #expect(secret.start(of: 37_037_036) == at(1_111_111_080))
    }

    @Test("a code is used now unless less than five seconds are left for it")
    func lateInPeriod() throws {
        let secret = try secret(Self.base32)
        #expect(secret.turn(at: at(300), lastCounter: nil) == .now(counter: 10))
        #expect(secret.turn(at: at(325), lastCounter: nil) == .now(counter: 10))
        #expect(secret.turn(at: at(325.1), lastCounter: nil) == .later(at(330), counter: 11))
    }

    @Test("each period serves one sign-in")
    func onePerPeriod() throws {
        let secret = try secret(Self.base32)
        #expect(secret.turn(at: at(301), lastCounter: 9) == .now(counter: 10))
        #expect(secret.turn(at: at(301), lastCounter: 10) == .later(at(330), counter: 11))
        #expect(secret.turn(at: at(301), lastCounter: 11) == .later(at(360), counter: 12))
        #expect(secret.turn(at: at(326), lastCounter: 11) == .later(at(360), counter: 12))
        #expect(secret.turn(at: at(330), lastCounter: 10) == .now(counter: 11))
    }

    @Test("a counter noted by a clock that was wrong binds nobody")
    func absurdCounter() throws {
        let secret = try secret(Self.base32)
        #expect(secret.turn(at: at(301), lastCounter: 15) == .later(at(480), counter: 16))
        #expect(secret.turn(at: at(301), lastCounter: 16) == .now(counter: 10))
        #expect(secret.turn(at: at(301), lastCounter: .max) == .now(counter: 10))
    }

    @Test("after one refusal the next period is tried, after two nothing")
    func refusals() throws {
        let secret = try secret(Self.base32)
        #expect(secret.turn(at: at(301), lastCounter: 10, refusals: 1) == .later(at(330), counter: 11))
        #expect(secret.turn(at: at(331), lastCounter: 11, refusals: 2) == .over)
    }

    @Test("a portal's clock is followed up to ninety seconds")
    func siteClock() {
        let now = at(1000)
        let offsets: [TimeInterval: TimeInterval] = [
            0: 0, 1: 0, -1: 0, 2: 2, -2: -2, 90: 90, -90: -90, 91: 0, -91: 0, 86_400: 0,
        ]
        for (ahead, offset) in offsets {
            #expect(SiteClock.offset(siteTime: now.addingTimeInterval(ahead), at: now) == offset, "\(ahead)")
        }
    }
}
