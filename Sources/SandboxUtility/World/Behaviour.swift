/// What happens to a login at a portal. The raw value is the user name that has it from the start.
public enum Behaviour: String, Sendable, CaseIterable, Codable {
    case works
    /// No password is right.
    case wrongPassword = "wrong-password"
    case locked
    /// The password is accepted, then a new one must be chosen.
    case newPassword = "new-password"
    /// A security question follows the password.
    case question
    case noAccounts = "no-accounts"
    /// 503 on sign-in and on every page after it.
    case down
    /// Sign-in leads to a port on which nothing listens.
    case refused
    /// 403 with the page of a web application firewall.
    case blocked
    /// The pages after sign-in look like nothing anybody has seen.
    case changed
    /// Every answer takes 3 to 4 seconds.
    case slow
    /// The portal has closed for good.
    case retired
    /// New terms of use must be accepted first.
    case terms
    /// Works, and lists one interim bill more than other logins.
    case newBill = "new-bill"
    /// A one-time code follows the password, by e-mail.
    case mfaEmail = "mfa-email"
    /// By text message.
    case mfaSMS = "mfa-sms"
    /// From an authenticator app.
    case mfaTOTP = "mfa-totp"
    /// The customer chooses between the three first.
    case mfaChoice = "mfa-choice"
    /// By e-mail, which leaves the portal only after a while.
    case mfaLate = "mfa-late"
    /// By e-mail, twice: the mail with the living code comes first, one with an older code after it.
    case mfaTwice = "mfa-twice"

    var detour: Detour? {
        switch self {
        case .down: .unavailable
        case .blocked: .blocked
        case .refused: .refused
        case .retired: .retired
        default: nil
        }
    }
}

/// Ways in which a portal sends everybody away, whatever the password.
enum Detour: Sendable { case unavailable, blocked, refused, retired }
