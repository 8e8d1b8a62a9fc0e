import Domain
import UseCases

extension RequestProgress {
    /// How far a request came, as a row says it.
    var word: String {
        switch self {
        case .draft: "Draft"
        case .held: "Held"
        case .waiting: "Waiting to go out"
        case .sent: "Sent"
        case .delivered: "Delivered"
        case .bounced: "Came back"
        case .opened: "Opened"
        case .started: "Started"
        case .completed: "Completed"
        case .declined: "Declined"
        case .expired: "Not answered in time"
        case .healed: "Healed by itself"
        case .revoked: "Taken back"
        }
    }

    /// Who must act now, as the stylesheet's name.
    var tone: String {
        switch self {
        case .draft, .bounced: "you"
        case .held: "utility"
        case .sent, .delivered, .opened, .started: "customer"
        case .completed, .healed: "good"
        case .waiting, .declined, .expired, .revoked: "waiting"
        }
    }

    var mark: StatusMark { StatusMark(tone: tone, word: word) }
}

extension RequestAsk {
    /// What the customer is asked to do.
    var label: String {
        switch self {
        case .authorize: "Give permission"
        case .reauthorize: "Renew the permission"
        case .repair: "Sign in again"
        case .accounts: "Sign in so that new accounts are found"
        }
    }
}

extension RequestItem.State {
    var mark: StatusMark {
        switch self {
        case .planned: StatusMark(tone: "waiting", word: "Not asked yet")
        case .open: StatusMark(tone: "customer", word: "Open")
        case .done: StatusMark(tone: "good", word: "Done")
        case .healed: StatusMark(tone: "good", word: "Healed by itself")
        case .declined: StatusMark(tone: "waiting", word: "Declined")
        case .dropped: StatusMark(tone: "waiting", word: "Dropped")
        }
    }
}

extension RequestFilter {
    /// The filter's name above the rows.
    var label: String {
        switch self {
        case .open: "Open"
        case .held: "Held"
        case .bounced: "Came back"
        case .completed: "Completed"
        case .declined: "Declined"
        case .expired: "Not answered"
        case .all: "All"
        }
    }
}

extension DoorstepLanguage {
    /// The language's name.
    var word: String {
        switch self {
        case .english: "English"
        case .spanish: "Spanish"
        }
    }
}
