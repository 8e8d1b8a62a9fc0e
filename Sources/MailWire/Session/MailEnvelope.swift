/// Who a message is from and for, as the dialogue says; its own headers may say otherwise.
public struct MailEnvelope: Sendable, Equatable {
    /// Empty for a bounce.
    public var sender: String
    /// In the order they were taken, as they were written.
    public var recipients: [String]

    public init(sender: String, recipients: [String] = []) {
        self.sender = sender
        self.recipients = recipients
    }
}

/// What is said to a recipient, or to a message for one recipient.
public enum MailAnswer: Sendable, Equatable {
    case accepted
    /// With a reply of 4xx (try again) or 5xx (never).
    case refused(SMTPReply)
}
