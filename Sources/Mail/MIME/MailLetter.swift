import Foundation

/// A message as the parser understood it: plain values, nothing decided.
struct MailLetter: Sendable, Equatable {
    var subject: String?
    var messageID: String?
    var date: Date?
    /// Addresses in `From`; one that is no mailbox is empty.
    var senders: [String] = []
    /// Parts that have no parts, in their order.
    var leaves: [MailLeaf] = []
}

/// A part of a message that has no parts itself.
enum MailLeaf: Sendable, Equatable {
    /// Text to be read. Bytes without transfer encoding, still in their charset.
    case text(MailTextLeaf)
    case file(name: String?, mediaType: String, bytes: [UInt8])
    /// A message within the message, of which the next leaves are; as bytes again.
    case letter(sender: String?, subject: String?, bytes: [UInt8])
}

/// A part to be read.
struct MailTextLeaf: Sendable, Equatable {
    let isHTML: Bool
    let charset: String?
    let bytes: [UInt8]
    /// The innermost `multipart/alternative` that it stands in; those of one number say the same.
    let alternative: Int?
}
