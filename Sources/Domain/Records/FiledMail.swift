public import Foundation

/// A mail with a bill that came for an email connection: its documents, and whether they are filed. Never its text.
public struct FiledMail: Identified, Sendable, Equatable {
    public typealias ID = Identifier<FiledMail>
    public static let idPrefix = "mai"

    public let id: ID
    public let organizationID: Organization.ID
    public let connectionID: Connection.ID
    public let receivedAt: Date
    public let senderDomain: String
    /// When its documents became bills of an account; nil while somebody must look.
    public let filedAt: Date?
    public let attachments: [Attachment]

    public init(
        id: ID, organizationID: Organization.ID, connectionID: Connection.ID, receivedAt: Date, senderDomain: String,
        filedAt: Date? = nil, attachments: [Attachment]
    ) {
        self.id = id
        self.organizationID = organizationID
        self.connectionID = connectionID
        self.receivedAt = receivedAt
        self.senderDomain = senderDomain
        self.filedAt = filedAt
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
