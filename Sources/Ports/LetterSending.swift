public import Foundation

/// One message to one person, composed and ready to go out. Holds a link that lets its reader act: never log or print it.
public struct Letter: Sendable, Equatable {
    /// A person or an organization with an address. The name may be of any script.
    public struct Party: Sendable, Equatable {
        public let name: String
        public let address: String

        public init(name: String, address: String) {
            self.name = name
            self.address = address
        }
    }

    /// A picture that travels inside the message; `html` shows it as `cid:` and its id.
    public struct Picture: Sendable, Equatable {
        /// `local@domain`, without angle brackets.
        public let id: String
        /// `image/png` or `image/jpeg`.
        public let mediaType: String
        public let bytes: [UInt8]

        public init(id: String, mediaType: String, bytes: [UInt8]) {
            self.id = id
            self.mediaType = mediaType
            self.bytes = bytes
        }
    }

    public let from: Party
    public let replyTo: Party?
    public let to: Party
    /// Where a delivery report comes back to (SMTP `MAIL FROM`).
    public let returnAddress: String
    /// `local@domain`, without angle brackets; the same for every try of one message.
    public let messageID: String
    public let date: Date
    public let subject: String
    /// BCP 47: `en`, `es`.
    public let language: String
    public let text: String
    public let html: String
    public let picture: Picture?
    /// Where one POST ends such messages (RFC 8058); nil where there is nothing to end.
    public let unsubscribeAddress: String?

    public init(
        from: Party, replyTo: Party?, to: Party, returnAddress: String, messageID: String, date: Date, subject: String,
        language: String, text: String, html: String, picture: Picture? = nil, unsubscribeAddress: String?
    ) {
        self.from = from
        self.replyTo = replyTo
        self.to = to
        self.returnAddress = returnAddress
        self.messageID = messageID
        self.date = date
        self.subject = subject
        self.language = language
        self.text = text
        self.html = html
        self.picture = picture
        self.unsubscribeAddress = unsubscribeAddress
    }
}

/// What became of handing a letter to the mail server.
public enum LetterVerdict: Sendable, Equatable {
    /// The server took it; whether it reaches anybody is told later, if at all.
    case accepted
    /// It will never take this letter: an SMTP code of 5xx and its words, cut to 200 characters and cleaned.
    case refused(code: Int, words: String)
    /// Not now: no connection, a 4xx, a login that failed. In words for the host, without any secret.
    case postponed(words: String)
}

/// Hands letters to the mail server that was configured.
public protocol LetterSending: Sendable {
    /// Hands over one letter. Safe to call again with the same letter: its message id stays the same.
    func send(_ letter: Letter) async -> LetterVerdict
}
