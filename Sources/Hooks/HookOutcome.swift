public import Ports

/// What became of a request at an inbound address; the door turns it into the answer that its sender understands.
public enum HookOutcome: Sendable, Equatable {
    case taken
    /// It was here before; nothing changed.
    case replayed
    /// Genuine, and nothing to do.
    case ignored
    case unknownRecipient
    case tooMany
    /// The store does not answer: it shall be sent again.
    case unavailable
    case refused(HookRefusal)

    public init(_ verdict: ReceiptVerdict) {
        switch verdict {
        case .taken: self = .taken
        case .unknownRecipient: self = .unknownRecipient
        case .tooMany: self = .tooMany
        case .unavailable: self = .unavailable
        }
    }

    init(_ verdict: RecipientVerdict) {
        switch verdict {
        case .accepted: self = .taken
        case .unknown: self = .unknownRecipient
        case .tooMany: self = .tooMany
        case .unavailable: self = .unavailable
        }
    }

    /// What is said to the sender of a mail for several: trouble that passes first, so that it comes again (those who
    /// have it already drop the repeat), then that somebody took it.
    static func of(_ outcomes: [HookOutcome]) -> HookOutcome {
        let order: [HookOutcome] = [.unavailable, .taken, .refused(.malformed), .tooMany, .unknownRecipient]
        return order.first(where: outcomes.contains) ?? outcomes.first ?? .unknownRecipient
    }
}
