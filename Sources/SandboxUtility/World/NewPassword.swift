/// A password that a customer chose on the page that forces a new one.
struct NewPassword: Sendable {
    private let text: String
    private let repeated: String

    init(_ text: String, repeated: String) {
        self.text = text
        self.repeated = repeated
    }

    /// Why it cannot be taken, in the portal's words; nil when it can.
    func problem(for login: Login) -> String? {
        guard text.count >= 10, text.count <= 64 else { return "Your new password must have 10 to 64 characters." }
        guard text == repeated else { return "The two passwords are not the same." }
        guard text != login.password else { return "Your new password must be different from your current password." }
        return nil
    }
}
