import Domain

/// An authenticator's secret as somebody typed or pasted it.
enum AuthenticatorField {
    /// - Throws: `.invalid` naming `secret`.
    static func checked(_ text: Secret<String>) throws(UseCaseError) -> Secret<String> {
        let bare = text.map { $0.filter { !$0.isWhitespace } }
        guard (16...1000).contains(bare.exposed.utf8.count) else {
            throw .invalid([
                FieldProblem(
                    field: "secret", code: "not_a_secret",
                    message: "Enter the key that the portal shows for an authenticator app, or its otpauth address.")
            ])
        }
        return bare
    }
}
