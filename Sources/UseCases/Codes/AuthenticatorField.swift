import Domain

/// An authenticator's secret as somebody typed or pasted it.
enum AuthenticatorField {
    /// The secret as an address, which holds everything that codes are made of.
    ///
    /// - Throws: `.invalid` naming `secret`.
    static func checked(_ text: Secret<String>, label: String) throws(UseCaseError) -> Secret<String> {
        do {
            return try AuthenticatorSecret(reading: text).address(label: label)
        } catch {
            throw .invalid([FieldProblem(field: "secret", code: error.code, message: error.advice)])
        }
    }
}
