/// Why a text is no authenticator secret. Never carries any of it.
public enum AuthenticatorSecretError: ExplainedError, Sendable, Equatable, CaseIterable {
    case empty
    /// The text, or the key in it, is longer than any secret.
    case tooLong
    case tooShort
    /// A character that base32 does not have.
    case notBase32
    /// A length that base32 cannot have: a character is missing, or one too many.
    case incomplete
    /// An address, but not `otpauth://totp/…`.
    case otherAddress
    /// `otpauth://hotp/…`: codes that count instead of following the clock.
    case countsInsteadOfTime
    /// `otpauth-migration://…`: several accounts of an app at once.
    case isExport
    /// The address cannot be read, or says something twice.
    case malformedAddress
    case noSecretInAddress
    case unknownAlgorithm
    case digitsOutOfRange
    case periodOutOfRange

    public var code: String {
        switch self {
        case .empty: "authenticator_secret_empty"
        case .tooLong: "authenticator_secret_too_long"
        case .tooShort: "authenticator_secret_too_short"
        case .notBase32: "authenticator_secret_not_base32"
        case .incomplete: "authenticator_secret_incomplete"
        case .otherAddress: "authenticator_address_other"
        case .countsInsteadOfTime: "authenticator_address_counts"
        case .isExport: "authenticator_address_export"
        case .malformedAddress: "authenticator_address_malformed"
        case .noSecretInAddress: "authenticator_address_without_secret"
        case .unknownAlgorithm: "authenticator_algorithm_unknown"
        case .digitsOutOfRange: "authenticator_digits_out_of_range"
        case .periodOutOfRange: "authenticator_period_out_of_range"
        }
    }

    public var advice: String {
        switch self {
        case .empty: "Paste the setup key that the portal shows, or the address in its QR picture."
        case .tooLong: "This is longer than a setup key can be. Copy only the key."
        case .tooShort: "This is too short for a setup key. Copy the whole key; a six-digit code is not the key."
        case .notBase32:
            "A setup key has only the letters A to Z and the digits 2 to 7. Copy it again, and mind O and 0, I and 1."
        case .incomplete: "A character seems to be missing. Copy the whole key again."
        case .otherAddress: "This address is not a setup key. It should begin with otpauth://totp/."
        case .countsInsteadOfTime:
            "This key makes codes by counting, which Tieline does not support. Choose another way to get codes."
        case .isExport: "This is an export of an app. Use the key or picture that the portal itself shows."
        case .malformedAddress: "This address is damaged. Copy it again, or paste only the setup key."
        case .noSecretInAddress: "This address has no secret in it. Paste the setup key instead."
        case .unknownAlgorithm: "This key uses a method that Tieline does not know. It knows SHA1, SHA256 and SHA512."
        case .digitsOutOfRange: "Tieline makes codes of 6 to 8 digits. This key asks for another length."
        case .periodOutOfRange: "Tieline makes codes for 10 to 300 seconds. This key asks for another time."
        }
    }

    public var isRetryable: Bool { false }
    public var level: ErrorLevel { .info }
}
