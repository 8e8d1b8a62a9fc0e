public import Foundation

/// One message to a customer, from its being wanted to its end. Its words are written when it goes out; what is kept of them
/// afterwards names no link.
public struct CustomerLetter: Identified, Sendable, Equatable {
    public typealias ID = Identifier<CustomerLetter>
    public static let idPrefix = "let"

    public let id: ID
    public let organizationID: Organization.ID
    public let customerID: Customer.ID
    /// The request that it belongs to; nil for a receipt of the control page.
    public let requestID: CustomerRequest.ID?
    public let kind: LetterKind
    public let to: LetterAddressee
    public let createdAt: Date
    /// The alias that its delivery report comes back to; nil where this installation takes no mail.
    public let returnAlias: String?
    public var state: LetterState
    public var tries: Int
    /// What the mail server said last.
    public var words: String?
    public var sentAt: Date?
    public var settledAt: Date?
    /// As it was sent, links left out; nil before.
    public var subject: String?
    public var text: String?

    public init(
        id: ID, organizationID: Organization.ID, customerID: Customer.ID, requestID: CustomerRequest.ID?,
        kind: LetterKind, to: LetterAddressee, createdAt: Date, returnAlias: String?, state: LetterState = .waiting,
        tries: Int = 0, words: String? = nil, sentAt: Date? = nil, settledAt: Date? = nil, subject: String? = nil,
        text: String? = nil
    ) {
        self.id = id
        self.organizationID = organizationID
        self.customerID = customerID
        self.requestID = requestID
        self.kind = kind
        self.to = to
        self.createdAt = createdAt
        self.returnAlias = returnAlias
        self.state = state
        self.tries = tries
        self.words = words
        self.sentAt = sentAt
        self.settledAt = settledAt
        self.subject = subject
        self.text = text
    }
}

/// Whom a letter goes to, and how he is spoken to.
public struct LetterAddressee: Sendable, Equatable {
    public let name: String
    public let email: String
    public let language: DoorstepLanguage

    public init(name: String, email: String, language: DoorstepLanguage) {
        self.name = name
        self.email = email
        self.language = language
    }
}

/// What a letter is about.
public enum LetterKind: String, CaseIterable, Sendable, Codable {
    /// Asks for the first time.
    case request
    /// Asks again.
    case reminder
    /// Tells that an authorization will end, and asks to renew it.
    case renewal
    /// Thanks, says what is shared, and names the control page.
    case receipt
    /// Brings a lost control link back.
    case controlLink = "control_link"
    /// Confirms that a permission was taken back.
    case revoked
    /// Tells whoever was asked first that the request went to somebody else.
    case handedOver = "handed_over"

    /// Whether it brings a link: whoever was asked before has nothing to open any more.
    public var hasLink: Bool { self != .handedOver }

    /// Whether it only makes sense while its request is open.
    public var asks: Bool { self == .request || self == .reminder || self == .renewal }
}

/// Where a letter stands.
public enum LetterState: String, CaseIterable, Sendable, Codable {
    /// To be handed to the mail server.
    case waiting
    /// The mail server took it.
    case sent
    /// A delivery report says that it arrived.
    case delivered
    /// A delivery report says that it did not.
    case bounced
    /// The mail server will not have it.
    case refused
    /// No mail server is configured: it was never sent.
    case unsent
    /// No longer wanted before it went out.
    case withdrawn
}
