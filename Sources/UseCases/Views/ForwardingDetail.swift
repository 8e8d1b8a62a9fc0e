public import Domain
public import Foundation

/// Everything the page of an email connection's forwarding shows.
public struct ForwardingDetail: Sendable, Equatable {
    public let connection: ConnectionSummary
    public let provider: Provider
    /// Where bills are to be forwarded to; nil when the address was taken back.
    public let address: String?
    /// Since when the address is given out.
    public let addressSince: Date?
    /// Whom bills are expected from: domains and addresses.
    public let senders: [String]
    /// The last mail of the utility, or of somebody who may forward its bills.
    public let lastMailAt: Date?
    public let lastBillAt: Date?
    /// The usual days between two bills; nil before the third.
    public let usualDays: Int?
    /// When silence becomes trouble.
    public let silentAt: Date?
    /// Those that are filed: newest first, at most 60.
    public let mails: [FiledMail]
    /// Those that wait for somebody: newest first, at most 20.
    public let waiting: [FiledMail]
    public let ledger: CodeLedger
    public let confirmation: ForwardingQuestion?
    public let mayChange: Bool
}

/// A mail that waits for somebody, with what it may belong to.
public struct UnfiledMail: Sendable, Equatable, Identifiable {
    public let mail: FiledMail
    /// The one that it came for.
    public let connection: ConnectionSummary
    /// The same customer's other email connections.
    public let others: [ConnectionSummary]

    public var id: FiledMail.ID { mail.id }
}

/// A file of a mail.
public struct MailDocument: Sendable, Equatable {
    public let bytes: [UInt8]
    public let mediaType: String
    /// Safe for a header: letters, digits, hyphens, underscores, dots and spaces.
    public let fileName: String
}
