public import Domain
public import Foundation

/// By which door a message came, and when, and what that says of it.
public struct MailOrigin: Sendable, Equatable {
    public let transport: InboundTransport
    public let receivedAt: Date
    public let trust: MailTrust

    public init(transport: InboundTransport, receivedAt: Date, trust: MailTrust) {
        self.transport = transport
        self.receivedAt = receivedAt
        self.trust = trust
    }
}

/// A message that was read once and may be for several recipients.
public struct OpenedMail: Sendable {
    private let content: MailContent

    init(_ content: MailContent) { self.content = content }

    /// The message as it is for one of them.
    ///
    /// - Parameter recipient: The envelope's recipient, which becomes lower-case.
    public func message(to recipient: String, from origin: MailOrigin) -> InboundMessage {
        content.message(
            transport: origin.transport, recipient: recipient, receivedAt: origin.receivedAt, trust: origin.trust)
    }

    /// Addresses that the message says it was delivered to, lower-case, each once: for mailboxes, which keep no envelope.
    var statedRecipients: [String] { content.statedRecipients }
}
