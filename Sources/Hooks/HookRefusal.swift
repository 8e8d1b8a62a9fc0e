public import Domain

/// Why a request to an inbound address is not taken. Carries nothing that was sent.
public enum HookRefusal: ExplainedError, Equatable, CaseIterable {
    /// The signature, the login or the token is missing.
    case unsigned
    case wrongSignature
    case wrongLogin
    /// The signature is right and its time further off than its service's attempts take: five minutes for most.
    case stale
    /// The body is not what the transport sends.
    case malformed
    case tooLarge
    /// A mail without anybody that it is for.
    case noRecipient
    /// A topic that is not among ours, or a certificate from elsewhere.
    case foreignTopic
    /// The certificate of a signature could not be fetched.
    case certificateUnavailable

    /// What a signature protects against five minutes later: being sent again by somebody else.
    static let lifetime = 300.0

    public var code: String {
        switch self {
        case .unsigned: "hook_unsigned"
        case .wrongSignature: "hook_wrong_signature"
        case .wrongLogin: "hook_wrong_login"
        case .stale: "hook_stale"
        case .malformed: "hook_malformed"
        case .tooLarge: "hook_too_large"
        case .noRecipient: "hook_no_recipient"
        case .foreignTopic: "hook_foreign_topic"
        case .certificateUnavailable: "hook_certificate_unavailable"
        }
    }

    public var advice: String {
        switch self {
        case .unsigned: "Switch on signatures or give the login where the service is told this address."
        case .wrongSignature: "Compare the signing key of the service with the one in Tieline's settings."
        case .wrongLogin: "Compare the login or token of the service with the one in Tieline's settings."
        case .stale: "Set the clocks of the sender and of Tieline, or find out why it came so late."
        case .malformed: "Check that this address is given to the service whose name it carries."
        case .tooLarge: "Send less at once."
        case .noRecipient: "Say for whom the mail is."
        case .foreignTopic: "Add the topic to Tieline's settings if it is yours."
        case .certificateUnavailable: "Send it again later; the signature's certificate could not be fetched."
        }
    }

    public var isRetryable: Bool { self == .certificateUnavailable }
    public var level: ErrorLevel { self == .certificateUnavailable ? .error : .warning }

    /// Whether it was not proven who sent it.
    public var isAboutProof: Bool {
        switch self {
        case .unsigned, .wrongSignature, .wrongLogin, .stale, .foreignTopic: true
        case .malformed, .tooLarge, .noRecipient, .certificateUnavailable: false
        }
    }
}
