public import Foundation

/// How an organization shows itself to its customers.
public struct Brand: Sendable, Equatable, Codable {
    /// Nil: the organization's own name.
    public var name: String?
    /// `#rrggbb`, lower-case; nil: Tieline's.
    public var color: String?
    /// Where customers may ask whether a message is real: a telephone number, a web page, an address.
    public var contact: String?
    /// The postal address under every message.
    public var postalAddress: String?
    /// Answers to letters go here.
    public var replyTo: String?

    public init(
        name: String? = nil, color: String? = nil, contact: String? = nil, postalAddress: String? = nil,
        replyTo: String? = nil
    ) {
        self.name = name
        self.color = color
        self.contact = contact
        self.postalAddress = postalAddress
        self.replyTo = replyTo
    }
}

/// What an organization chose for its requests.
public struct RequestSettings: Sendable, Equatable, Codable {
    public var brand: Brand
    /// `AuthorizationTerm.text`.
    public var term: String
    public var reminders: ReminderPolicy
    /// A link of a letter works so many days.
    public var linkDays: Int
    /// Where customers may be sent back to: beginnings of addresses, each `https://host/…`.
    public var returnAddresses: [String]
    /// How much is asked for; nil: everything.
    public var scope: ScopeChoice?
    /// Customers are asked without a member when their sign-in breaks; nil: no.
    public var asksByItself: Bool?

    public init(
        brand: Brand = Brand(), term: AuthorizationTerm = .usual, reminders: ReminderPolicy = .usual, linkDays: Int = 7,
        returnAddresses: [String] = [], scope: ScopeChoice? = nil, asksByItself: Bool? = nil
    ) {
        self.brand = brand
        self.term = term.text
        self.reminders = reminders
        self.linkDays = linkDays
        self.returnAddresses = returnAddresses
        self.scope = scope
        self.asksByItself = asksByItself
    }

    public static let usual = RequestSettings()

    /// How long a consent is asked for now. A day that was chosen once and is over gives way to what is usual.
    public func proposedTerm(at now: Date, in zone: TimeZone) -> AuthorizationTerm {
        guard let term = AuthorizationTerm(term), term.end(from: now, in: zone).map({ $0 > now }) ?? true else {
            return .usual
        }
        return term
    }

    /// How much is asked for.
    public var proposedScope: ScopeChoice { scope ?? .everything }
}
