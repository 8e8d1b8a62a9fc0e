public import Domain

/// Where every message ends, whatever door it came in by.
public protocol MessageReceiving: Sendable {
    /// Asked before a mail's body is taken (`RCPT TO`). Counts nothing; an address that takes only texts is `.unknown`.
    func verdict(onRecipient address: String) async -> RecipientVerdict
    /// Takes a message. What it returns is durable; a repeat of a message that was taken is `.taken` and changes nothing.
    func receive(_ message: InboundMessage) async -> ReceiptVerdict
}

/// Whether an address takes mail.
public enum RecipientVerdict: Sendable, Equatable {
    case accepted
    /// No such alias, or not any more: `550 5.1.1`, never tried again.
    case unknown
    /// More than it may get in an hour: `452 4.2.2`.
    case tooMany
    /// The store does not answer: `451 4.3.0`.
    case unavailable
}

/// What became of a message.
public enum ReceiptVerdict: Sendable, Equatable {
    case taken
    case unknownRecipient
    case tooMany
    case unavailable
}
