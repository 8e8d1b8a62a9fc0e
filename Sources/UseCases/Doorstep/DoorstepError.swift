public import Domain

/// Why a customer's page cannot do what was asked. Says nothing about whose link it was.
public enum DoorstepError: Error, Sendable, Equatable {
    /// It never existed, or nothing is known of it any more.
    case unknownLink
    case linkExpired
    case linkRevoked
    /// The request ended in the meantime.
    case requestOver(RequestState)
    /// Somebody else on the same link was faster, or the page in hand is an old one.
    case stepOver
}

extension DoorstepError: ExplainedError {
    /// Stable, snake_case.
    public var code: String {
        switch self {
        case .unknownLink: "unknown_link"
        case .linkExpired: "link_expired"
        case .linkRevoked: "link_revoked"
        case .requestOver: "request_over"
        case .stepOver: "step_over"
        }
    }

    /// What the reader does next.
    public var advice: String {
        switch self {
        case .unknownLink: "This link leads nowhere. Check that it was copied whole."
        case .linkExpired: "This link has expired. Ask for a new one."
        case .linkRevoked: "This link was taken back. Ask whoever sent it."
        case .requestOver: "This request is over. Reload the page to see how it ended."
        case .stepOver: "This step was done already. Reload the page to go on."
        }
    }

    public var isRetryable: Bool { false }
    public var level: ErrorLevel { .info }
}
