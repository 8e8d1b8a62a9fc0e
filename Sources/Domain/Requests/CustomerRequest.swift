public import Foundation

/// A message that asks one customer to act, with links that expire. It names everything of his that needs him, so that he is
/// asked once. (The product's word is *request*; alone it would be taken for an HTTP request.)
public struct CustomerRequest: Identified, Sendable, Equatable {
    public typealias ID = Identifier<CustomerRequest>
    public static let idPrefix = "req"

    public let id: ID
    public let organizationID: Organization.ID
    public let customerID: Customer.ID
    public var state: RequestState
    /// Who is asked; a hand-over changes it. Nil: the link is passed on by hand.
    public var recipient: RequestRecipient
    /// What the organization adds in its own words.
    public var note: String?
    /// How long the consent is to last unless the customer changes it.
    public var term: AuthorizationTerm
    /// Where the customer's browser goes in the end; on the organization's allow-list.
    public var returnAddress: String?
    public let createdBy: Member.ID?
    public let createdAt: Date
    /// After this moment no link of it works.
    public var expiresAt: Date?
    public var sentAt: Date?
    public var deliveredAt: Date?
    public var bouncedAt: Date?
    public var openedAt: Date?
    public var startedAt: Date?
    public var endedAt: Date?
    public var remindersSent: Int
    public var nextReminderAt: Date?
    /// The customer wants no more reminders.
    public var isSilenced: Bool
    /// The customer named somebody else, who is now spoken to.
    public var isHandedOver: Bool
    /// What the customer said when he declined.
    public var declineReason: String?
    /// What he agreed to before he signed in; put in force by the sign-in.
    public var consent: Consent?
    /// Counted up by every write; a write names the version it read, and fails when another was faster.
    public var version: Int

    public init(
        id: ID, organizationID: Organization.ID, customerID: Customer.ID, state: RequestState = .draft,
        recipient: RequestRecipient, note: String? = nil, term: AuthorizationTerm = .usual,
        returnAddress: String? = nil, createdBy: Member.ID? = nil, createdAt: Date, expiresAt: Date? = nil,
        sentAt: Date? = nil, deliveredAt: Date? = nil, bouncedAt: Date? = nil, openedAt: Date? = nil,
        startedAt: Date? = nil, endedAt: Date? = nil, remindersSent: Int = 0, nextReminderAt: Date? = nil,
        isSilenced: Bool = false, isHandedOver: Bool = false, declineReason: String? = nil, consent: Consent? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.organizationID = organizationID
        self.customerID = customerID
        self.state = state
        self.recipient = recipient
        self.note = note
        self.term = term
        self.returnAddress = returnAddress
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.sentAt = sentAt
        self.deliveredAt = deliveredAt
        self.bouncedAt = bouncedAt
        self.openedAt = openedAt
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.remindersSent = remindersSent
        self.nextReminderAt = nextReminderAt
        self.isSilenced = isSilenced
        self.isHandedOver = isHandedOver
        self.declineReason = declineReason
        self.consent = consent
        self.version = version
    }

    /// It ends in this state; what was planned for it is off.
    public mutating func end(as state: RequestState, at now: Date) {
        guard self.state.isOpen || self.state == .draft else { return }
        self.state = state
        endedAt = now
        nextReminderAt = nil
    }

    /// How far it came, in one word.
    public var progress: RequestProgress {
        switch state {
        case .draft: .draft
        case .held: .held
        case .completed: .completed
        case .declined: .declined
        case .expired: .expired
        case .healed: .healed
        case .revoked: .revoked
        case .open:
            if startedAt != nil {
                .started
            } else if openedAt != nil {
                .opened
            } else if bouncedAt != nil {
                .bounced
            } else if deliveredAt != nil {
                .delivered
            } else if sentAt != nil {
                .sent
            } else {
                .waiting
            }
        }
    }
}

/// Whom a request speaks to.
public struct RequestRecipient: Sendable, Equatable {
    public var name: String
    public var email: String?
    /// Nil: as his browser says; letters are in English then.
    public var language: DoorstepLanguage?
    /// Quiet hours and dates are those of this zone.
    public var zone: ZoneName

    public init(name: String, email: String?, language: DoorstepLanguage? = nil, zone: ZoneName) {
        self.name = name
        self.email = email
        self.language = language
        self.zone = zone
    }
}

/// Where a request stands.
public enum RequestState: String, CaseIterable, Sendable, Codable {
    /// Being written; nobody heard of it.
    case draft
    /// Waits until the provider's incident is over.
    case held
    /// Sent, or ready to be passed on.
    case open
    case completed
    case declined
    case expired
    /// Everything it asked for works again without it.
    case healed
    /// Taken back by a member.
    case revoked

    /// Something may still come of it.
    public var isOpen: Bool { self == .held || self == .open }
}

/// How far a request came, as people read it.
public enum RequestProgress: String, CaseIterable, Sendable {
    case draft, held
    /// Its message is not out yet.
    case waiting
    case sent, delivered, bounced, opened, started, completed, declined, expired, healed, revoked
}
