import Foundation

/// What an authenticator app and a portal share, and how codes are made of it (RFC 6238; mfa-code relay, 5).
public struct AuthenticatorSecret: Sendable {
    /// The hash function under the HMAC, as key addresses name it.
    public enum Algorithm: String, Sendable, Codable, CaseIterable {
        case sha1 = "SHA1"
        case sha256 = "SHA256"
        case sha512 = "SHA512"
    }

    public let key: Secret<[UInt8]>
    public let algorithm: Algorithm
    /// Digits of a code, 6 to 8.
    public let digits: Int
    /// Seconds that a code is for, 10 to 300.
    public let period: Int

    /// Bytes of a key. Portals give 10 to 64; the bounds keep out what was copied by mistake.
    static let keyLengths = 8...128
    static let digitCounts = 6...8
    static let periods = 10...300

    /// - Throws: `AuthenticatorSecretError` naming what is out of bounds.
    public init(
        key: Secret<[UInt8]>, algorithm: Algorithm = .sha1, digits: Int = 6, period: Int = 30
    ) throws(AuthenticatorSecretError) {
        guard key.exposed.count >= Self.keyLengths.lowerBound else { throw .tooShort }
        guard key.exposed.count <= Self.keyLengths.upperBound else { throw .tooLong }
        guard Self.digitCounts.contains(digits) else { throw .digitsOutOfRange }
        guard Self.periods.contains(period) else { throw .periodOutOfRange }
        self.key = key
        self.algorithm = algorithm
        self.digits = digits
        self.period = period
    }

    /// The key as people copy it: base32 without padding.
    public var base32: Secret<String> { key.map(Base32.encoded) }

    /// The key address, for another app's QR picture or to be sealed; reading it gives this secret again.
    ///
    /// - Parameter label: What an app shows for it, e.g. the provider's name.
    public func address(label: String) -> Secret<String> {
        let label = label.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let rest = "algorithm=\(algorithm.rawValue)&digits=\(digits)&period=\(period)"
        return base32.map { "otpauth://totp/\(label)?secret=\($0)&\(rest)" }
    }
}
