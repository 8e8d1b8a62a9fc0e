/// A user name, password or answer that is fit to be typed into a portal. Kept exactly as it was given.
public struct CredentialText: Sendable {
    /// Unicode scalars.
    public static let limit = 512

    public let secret: Secret<String>

    /// - Throws: `TextError` naming the field, when the text is empty, too long or has control characters.
    public init(_ text: Secret<String>, field: String) throws(TextError) {
        secret = Secret(try TextRules.checked(text.exposed, field: field, limit: Self.limit))
    }
}
