/// How a customer comes by a one-time code: the portal sends it, or an app makes it.
public enum CodeMedium: String, Sendable, CaseIterable, Codable { case email, sms, totp }

extension Behaviour {
    /// The ways to a code that a login offers after its password, in the portal's order; empty where none is asked for.
    var codeMedia: [CodeMedium] {
        switch self {
        case .mfaEmail, .mfaLate, .mfaTwice: [.email]
        case .mfaSMS: [.sms]
        case .mfaTOTP: [.totp]
        case .mfaChoice: CodeMedium.allCases
        default: []
        }
    }
}
