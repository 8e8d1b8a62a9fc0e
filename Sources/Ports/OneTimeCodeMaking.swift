public import Domain

/// Makes the codes that an authenticator app would show.
public protocol OneTimeCodeMaking: Sendable {
    /// The code for one counter (RFC 4226, 5.3): as many digits as the secret says, leading zeros kept.
    func code(of secret: AuthenticatorSecret, counter: UInt64) -> Secret<String>
}
