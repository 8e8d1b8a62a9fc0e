/// Something that a portal sends to a customer.
public enum OutgoingMessage: Sendable, Equatable {
    case mail(OutgoingMail)
    case text(OutgoingText)
}

/// A message on its way to a mail host: the envelope, and the message as it goes over the wire.
public struct OutgoingMail: Sendable, Equatable {
    /// Where bounces go.
    public let sender: String
    public let recipient: String
    /// RFC 5322, lines end in CR LF.
    public let message: [UInt8]
    /// Passed on by a mailbox, rather than written by a portal.
    public var isForwarded = false
}

/// A text message, and the webhook of the telephone that gets it.
public struct OutgoingText: Sendable, Equatable {
    public let from: String
    public let to: String
    public let body: String
    /// Nil where nothing listens to the telephone.
    public let hook: TextHook?
}
