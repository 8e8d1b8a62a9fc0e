import Foundation
import Testing

@testable import SandboxUtility

@Suite("Authenticator codes") struct AuthenticatorTests {
    private static let secret = AuthenticatorSecret(bytes: Array("12345678901234567890".utf8))

    /// RFC 6238, appendix B, SHA-1: the last six of the eight digits.
    @Test(
        "the standard's values come out",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ])
    func values(_ seconds: Int, _ code: String) {
        #expect(Self.secret.code(at: Date(timeIntervalSince1970: TimeInterval(seconds))) == code)
    }

    @Test("secrets are written as apps read them") func base32() {
        #expect(Self.secret.base32 == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        #expect(AuthenticatorSecret(bytes: Array("foob".utf8)).base32 == "MZXW6YQ")
        let other = AuthenticatorSecret(seed: 20, portal: .metro, username: "mfa-totp")
        #expect(other.base32.count == 32)
        #expect(other != AuthenticatorSecret(seed: 20, portal: .valley, username: "mfa-totp"))
    }

    @Test("a neighbouring period is accepted, an older one has expired, and none works twice") func periods() {
        var book = CodeBook()
        let now = openingDay
        func judge(_ periods: Int, at instant: Date) -> CodeBook.Verdict {
            let code = Self.secret.code(at: instant.addingTimeInterval(Double(periods) * 30))
            return book.judge(made: code, by: Self.secret, at: instant)
        }
        #expect(judge(-2, at: now) == .expired)
        #expect(judge(2, at: now) == .rejected)
        #expect(judge(-1, at: now) == .accepted)
        #expect(judge(-1, at: now) == .rejected)
        #expect(judge(1, at: now) == .accepted)
        #expect(judge(0, at: now) == .rejected)
        #expect(judge(1, at: now.addingTimeInterval(30)) == .accepted)
    }
}
