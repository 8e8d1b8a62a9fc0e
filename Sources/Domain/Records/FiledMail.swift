public import Foundation

/// A mail that came for an email connection: its files, and whether they are filed as bills. Never its text.
public struct FiledMail: Identified, Sendable, Equatable {
    public typealias ID = Identifier<FiledMail>
    public static let idPrefix = "mai"

    public let id: ID
    public let organizationID: Organization.ID
    public let connectionID: Connection.ID
    public let receivedAt: Date
    public let senderDomain: String
    /// When it was filed, or set aside; nil while somebody must look.
    public let filedAt: Date?
    /// Why it was not filed by itself; nil when it was.
    public let doubt: MailDoubt?
    /// Somebody looked and found no bill in it.
    public let isSetAside: Bool
    public let attachments: [Attachment]

    public init(
        id: ID, organizationID: Organization.ID, connectionID: Connection.ID, receivedAt: Date, senderDomain: String,
        filedAt: Date? = nil, doubt: MailDoubt? = nil, isSetAside: Bool = false, attachments: [Attachment]
    ) {
        self.id = id
        self.organizationID = organizationID
        self.connectionID = connectionID
        self.receivedAt = receivedAt
        self.senderDomain = senderDomain
        self.filedAt = filedAt
        self.doubt = doubt
        self.isSetAside = isSetAside
        self.attachments = attachments
    }

    /// A file of the mail, kept as a document.
    public struct Attachment: Sendable, Equatable {
        /// As the sender named it, without any folder.
        public let name: String
        public let mediaType: String
        /// In bytes.
        public let size: Int
        /// SHA-256 of its bytes, lower-case hex.
        public let digest: String

        public init(name: String, mediaType: String, size: Int, digest: String) {
            self.name = name
            self.mediaType = mediaType
            self.size = size
            self.digest = digest
        }
    }
}

/// Why a mail waits for somebody to look at it.
public enum MailDoubt: String, Sendable, Codable, CaseIterable {
    /// It has files, and nobody vouches that it is from the utility or from somebody who may forward its bills.
    case unprovenSender = "unproven_sender"
    /// It is from the utility and has no PDF in it.
    case noDocument = "no_document"
}
