public import Ports

/// What writes to customers, and what hands the letters over.
public struct PostOffice: Sendable {
    public let writer: any LetterWriting
    /// Nil: no mail server is configured. Letters are kept and shown as not sent.
    public let sender: (any LetterSending)?
    /// The address that letters come from.
    public let address: String
    /// What the links of letters begin with: `https://tieline.example`.
    public let origin: String
    /// Signs results that browsers carry back to an organization's own pages.
    public let signing: any MessageSigning

    public init(
        writer: any LetterWriting, sender: (any LetterSending)?, address: String, origin: String,
        signing: any MessageSigning
    ) {
        self.writer = writer
        self.sender = sender
        self.address = address
        self.origin = origin
        self.signing = signing
    }
}
