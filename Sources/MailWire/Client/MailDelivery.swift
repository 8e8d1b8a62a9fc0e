/// What became of a message that was sent.
public struct MailDelivery: Sendable, Equatable {
    /// The other side answers for them now.
    public var accepted: [String] = []
    public var refused: [Refused] = []

    /// A recipient for whom the message was not taken.
    public struct Refused: Sendable, Equatable {
        public let recipient: String
        public let reply: SMTPReply

        public init(recipient: String, reply: SMTPReply) {
            self.recipient = recipient
            self.reply = reply
        }
    }

    public init() {}

    /// Itself, when at least one recipient was accepted.
    var unlessRefused: MailDelivery {
        get throws(MailWireError) {
            guard accepted.isEmpty, let first = refused.first else { return self }
            throw .refused(code: first.reply.code, status: first.reply.status)
        }
    }
}
