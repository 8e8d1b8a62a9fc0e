public import Domain
public import Foundation

/// Everything the page of an email connection's forwarding shows.
public struct ForwardingDetail: Sendable, Equatable {
    public let connection: ConnectionSummary
    public let provider: Provider
    /// Where bills are to be forwarded to; nil when the address was taken back.
    public let address: String?
    /// Whom bills are expected from: domains and addresses.
    public let senders: [String]
    public let lastMailAt: Date?
    /// The usual days between two bills; nil before the third.
    public let usualDays: Int?
    /// When silence becomes trouble.
    public let silentAt: Date?
    /// Newest first, at most 20.
    public let mails: [FiledMail]
    public let ledger: CodeLedger
    public let confirmation: ForwardingQuestion?
    public let mayChange: Bool
}

/// A file of a mail.
public struct MailDocument: Sendable, Equatable {
    public let bytes: [UInt8]
    public let mediaType: String
    /// Safe for a header: letters, digits, hyphens, dots and spaces.
    public let fileName: String
}
