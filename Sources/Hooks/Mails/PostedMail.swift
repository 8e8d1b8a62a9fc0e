public import Domain
public import Foundation

/// A mail that came in by a hook, not read yet.
public struct PostedMail: Sendable, Equatable {
    public let transport: InboundTransport
    public let receivedAt: Date
    /// The envelope's, in lower case, each once.
    public let recipients: [String]
    /// As it was sent, or put together anew from the parts that the service took it apart into.
    public let mime: [UInt8]
    /// Domains whose DKIM signature the service says that it checked.
    public let dkimDomains: Set<String>
    /// The name under which the service wrote what it found at the very top of the mail; nil when it writes nothing there.
    public let authenticationServer: String?
    /// What may be used once only: a token of the service's, or what its signature covers.
    public let token: String?

    /// More recipients than this are not looked at: ours are aliases, of which a mail has one.
    static let recipientLimit = 20

    /// - Throws: `noRecipient` when there is none that could be an address.
    init(
        transport: InboundTransport, receivedAt: Date, recipients: [String], mime: [UInt8],
        dkimDomains: Set<String> = [], authenticationServer: String? = nil, token: String? = nil
    ) throws(HookRefusal) {
        var known: Set<String> = []
        self.recipients = Array(
            recipients.compactMap { EmailAddress($0)?.text }.filter { known.insert($0).inserted }
                .prefix(Self.recipientLimit))
        guard !self.recipients.isEmpty else { throw .noRecipient }
        self.transport = transport
        self.receivedAt = receivedAt
        self.mime = mime
        self.dkimDomains = dkimDomains
        self.authenticationServer = authenticationServer
        self.token = token
    }
}

/// What is known of a mail besides its bytes. That a service posted it says nothing about who wrote it: for that, a domain
/// must have signed it, as the service or the mail itself shows.
public struct MailEnvelope: Sendable, Equatable {
    public let transport: InboundTransport
    public let recipient: String
    public let receivedAt: Date
    /// Domains whose DKIM signature passed, as the service says apart from the mail.
    public let dkimDomains: Set<String>
    /// The name under which the service wrote what it found at the very top of the mail, and only there.
    public let authenticationServer: String?

    public init(
        transport: InboundTransport, recipient: String, receivedAt: Date, dkimDomains: Set<String> = [],
        authenticationServer: String? = nil
    ) {
        self.transport = transport
        self.recipient = recipient
        self.receivedAt = receivedAt
        self.dkimDomains = dkimDomains
        self.authenticationServer = authenticationServer
    }
}

/// Reads a mail's bytes. An error means that they are no mail, unless it is an `ExplainedError` that says to try again.
public typealias MIMEParsing = @Sendable (_ mime: [UInt8], _ envelope: MailEnvelope) async throws -> InboundMessage
