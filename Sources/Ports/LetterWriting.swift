public import Domain
public import Foundation

/// What a letter has to say.
public struct LetterContent: Sendable, Equatable {
    /// One thing that the customer is asked for, or that came of it.
    public struct Matter: Sendable, Equatable {
        public let utility: String
        public let ask: RequestAsk
        /// When the permission ends, where that is why he is written to; for a receipt, until when it lasts (nil: until revoked).
        public let endsAt: Date?

        public init(utility: String, ask: RequestAsk, endsAt: Date?) {
            self.utility = utility
            self.ask = ask
            self.endsAt = endsAt
        }
    }

    public let kind: LetterKind
    public let language: DoorstepLanguage
    /// The organization's name as its customers know it.
    public let organization: String
    public let brand: Brand
    /// Where its logo comes from: `cid:…` of a picture in the same message, `data:…` in previews; nil without one.
    public let logo: String?
    public let recipient: String
    public let matters: [Matter]
    public let note: String?
    /// Where the reader acts: the request's page, or for receipts the control page. In previews a text that says so.
    /// Nil where he has nothing to open.
    public let link: String?
    /// Until when the link works; nil: until it is revoked.
    public let linkEndsAt: Date?
    public let zone: TimeZone

    public init(
        kind: LetterKind, language: DoorstepLanguage, organization: String, brand: Brand,
        logo: String? = nil, recipient: String, matters: [Matter], note: String?, link: String?, linkEndsAt: Date?,
        zone: TimeZone
    ) {
        self.kind = kind
        self.language = language
        self.organization = organization
        self.brand = brand
        self.logo = logo
        self.recipient = recipient
        self.matters = matters
        self.note = note
        self.link = link
        self.linkEndsAt = linkEndsAt
        self.zone = zone
    }
}

/// A letter's words, in both forms.
public struct WrittenLetter: Sendable, Equatable {
    public let subject: String
    public let text: String
    public let html: String

    public init(subject: String, text: String, html: String) {
        self.subject = subject
        self.text = text
        self.html = html
    }
}

/// Writes letters in the reader's language.
public protocol LetterWriting: Sendable {
    /// - Throws: when a template cannot be filled, which is a fault of the program.
    func write(_ content: LetterContent) throws -> WrittenLetter
}
