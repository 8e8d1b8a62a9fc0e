public import Domain
public import Foundation
public import Ports

/// A request as a row shows it.
public struct RequestSummary: Sendable, Equatable, Identifiable {
    public let id: CustomerRequest.ID
    public let customer: CustomerReference
    public let recipient: RequestRecipient
    public let progress: RequestProgress
    public let items: [RequestItemView]
    public let createdAt: Date
    public let sentAt: Date?
    public let endedAt: Date?
    public let expiresAt: Date?
    public let remindersSent: Int
    public let nextReminderAt: Date?
    public let isSilenced: Bool
    /// When `progress` was reached.
    public let progressAt: Date
}

public struct RequestItemView: Sendable, Equatable {
    public let connectionID: Connection.ID
    public let provider: ProviderReference
    public let ask: RequestAsk
    public let state: RequestItem.State
    public let status: ConnectionStatus
    /// The provider's open incident that holds it back.
    public let incidentID: Incident.ID?
}

/// Everything the page of one request shows.
public struct RequestDetail: Sendable, Equatable {
    public let summary: RequestSummary
    public let note: String?
    public let term: AuthorizationTerm
    public let returnAddress: String?
    public let declineReason: String?
    /// Oldest first.
    public let events: [RequestEvent]
    /// Newest first.
    public let letters: [CustomerLetter]
    /// The message exactly as it would go out now, but for its link.
    public let message: WrittenLetter
    /// Whether a mail server is configured.
    public let sendsMail: Bool
    public let createdBy: String?
    public let actions: Set<RequestAction>
}

/// What a member may do about a request.
public enum RequestAction: String, CaseIterable, Sendable {
    case edit, send, resend, revoke, copyLink = "copy_link"
}

/// A line of a request's history.
public struct RequestEvent: Sendable, Equatable {
    public let at: Date
    public let kind: RequestEventKind
    /// Further words, e.g. the mail server's or the customer's reason.
    public let words: String?
    public let author: String?

    public init(at: Date, kind: RequestEventKind, words: String?, author: String?) {
        self.at = at
        self.kind = kind
        self.words = words
        self.author = author
    }
}

/// What the form *Ask the customer* starts with.
public struct RequestForm: Sendable, Equatable {
    public let customer: CustomerReference
    public let recipient: RequestRecipient
    public let term: AuthorizationTerm
    /// Everything of this customer that can be asked for; what needs him is ticked.
    public let offers: [RequestOffer]
    /// An open request of the customer, which a new one would replace.
    public let openRequestID: CustomerRequest.ID?
    public let sendsMail: Bool
}

public struct RequestOffer: Sendable, Equatable {
    public let connection: ConnectionSummary
    public let ask: RequestAsk
    public let isChosen: Bool
}

/// Who would be written to, and who not, before anybody is.
public struct RequestPlan: Sendable, Equatable {
    /// One message for each.
    public let asked: [PlannedRequest]
    /// Held until the provider's incident is over.
    public let held: [PlannedRequest]
    public let withoutAddress: [PlannedRequest]
    /// Asked already, and not answered yet.
    public let alreadyAsked: [PlannedRequest]
    /// Connections where there is nothing to ask.
    public let nothingToAsk: Int
    /// More connections were chosen than one plan takes.
    public let isCapped: Bool
}

public struct PlannedRequest: Sendable, Equatable {
    public let customer: CustomerReference
    public let email: String?
    public let items: [RequestItemView]
}

/// Which connections a plan is about.
public enum RequestSelection: Sendable {
    case connections([Connection.ID])
    /// Every row of a list.
    case listing(ConnectionListing)
}
