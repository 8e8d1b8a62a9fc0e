public import Foundation

/// A message in the ledger: that it came, when, and what became of it. Never what it said.
public struct ReceivedMessage: Identified, Sendable, Equatable {
    public typealias ID = Identifier<ReceivedMessage>
    public static let idPrefix = "msg"

    public let id: ID
    public let organizationID: Organization.ID
    /// Whose it was; nil for a text that belongs to no connection of its phone.
    public let connectionID: Connection.ID?
    /// The alias or phone key that it came to.
    public let address: String
    public let transport: InboundTransport
    public let receivedAt: Date
    /// The sender's domain, or its number where it is one of the provider's; nil for texts of anybody else.
    public let sender: String?
    public let verdict: MessageVerdict
    /// How long after the portal was asked it came, in seconds; nil when nothing was asked.
    public let delay: TimeInterval?
    /// Keyed hash of the code that was used.
    public let codePrint: Fingerprint?
    /// SHA-256 of the transport's own name for the message, hex: repeats are known by it.
    public let reference: String?

    public init(
        id: ID, organizationID: Organization.ID, connectionID: Connection.ID?, address: String,
        transport: InboundTransport, receivedAt: Date, sender: String?, verdict: MessageVerdict,
        delay: TimeInterval? = nil, codePrint: Fingerprint? = nil, reference: String? = nil
    ) {
        self.id = id
        self.organizationID = organizationID
        self.connectionID = connectionID
        self.address = address
        self.transport = transport
        self.receivedAt = receivedAt
        self.sender = sender
        self.verdict = verdict
        self.delay = delay
        self.codePrint = codePrint
        self.reference = reference
    }
}

/// What became of a message.
public enum MessageVerdict: String, Sendable, Codable, CaseIterable {
    /// Its code went to the run that waited.
    case used
    /// It came from the utility while a run waited, and had no code in it.
    case noCode = "no_code"
    /// Two codes seemed equally good, or two runs could have meant it: none was used.
    case ambiguous
    /// A code that nothing asked for: somebody else may be signing in.
    case nobodyWaiting = "nobody_waiting"
    /// Not from the utility, as far as can be proven. Not read.
    case foreignSender = "foreign_sender"
    /// Older than the request.
    case tooOld = "too_old"
    /// More than an address may get in an hour. Not read.
    case overLimit = "over_limit"
    /// Another message had answered the request already; for an email connection: the permission had ended before.
    case tooLate = "too_late"
    /// A bill for an email connection.
    case kept
    /// The mailbox's own question whether it may forward.
    case confirmation
    /// The mailbox's host sent it back.
    case bounce
    /// From the utility while nothing was asked, without a code: a newsletter, a bill.
    case irrelevant
}

/// How much may come.
public enum MessageLimit {
    /// Messages of unproven senders per alias and hour (mfa-code relay, safety rule 4).
    public static let unprovenPerHour = 60
    /// All messages per alias and hour: so many that junk does not shut the utility out.
    public static let perHour = 300
    /// Mails of unproven senders that wait for somebody, for one email connection; beyond that only the ledger tells.
    public static let unproven = 200
}
