import Domain
import UseCases

extension RequestEventKind {
    /// What happened, as a line of the history says it.
    var sentence: String {
        switch self {
        case .created: "Written."
        case .sent: "Sent."
        case .reminded: "Reminded."
        case .resent: "Sent again."
        case .delivered: "Delivered."
        case .bounced: "Came back: it could not be delivered."
        case .refused: "The mail server refused it."
        case .unsent: "Not sent: no mail server is configured."
        case .linkCopied: "The link was copied, to be passed on by hand."
        case .opened: "Opened."
        case .started: "Started."
        case .signInTried: "Tried to sign in."
        case .itemDone: "One connection is done."
        case .itemHealed: "One connection works again without it."
        case .handedOver: "Handed over to somebody else."
        case .silenced: "Wants no more reminders."
        case .held: "Held back: the utility has an incident."
        case .released: "Released: the incident is over."
        case .completed: "Completed."
        case .declined: "Declined."
        case .expired: "Not answered in time."
        case .healed: "Everything works again without it."
        case .revoked: "Taken back."
        }
    }

    /// The stylesheet's name for the mark beside it.
    var tone: String {
        switch self {
        case .bounced, .refused, .unsent: "you"
        case .opened, .started, .signInTried, .handedOver: "customer"
        case .held: "utility"
        case .delivered, .itemDone, .itemHealed, .completed, .healed: "good"
        default: "waiting"
        }
    }
}

extension LetterKind {
    /// What a letter is, as a list names it.
    var label: String {
        switch self {
        case .request: "Update request"
        case .reminder: "Reminder"
        case .renewal: "Request to renew"
        case .receipt: "Receipt"
        case .controlLink: "Link to the customer’s own page"
        case .handedOver: "Word to whoever was asked before"
        case .revoked: "Confirmation that the permission was taken back"
        }
    }
}

extension LetterState {
    /// Where a letter stands. One that was never sent says so.
    var mark: StatusMark {
        switch self {
        case .waiting: StatusMark(tone: "waiting", word: "Waiting for the mail server")
        case .sent: StatusMark(tone: "good", word: "Sent")
        case .delivered: StatusMark(tone: "good", word: "Delivered")
        case .bounced: StatusMark(tone: "you", word: "Came back")
        case .refused: StatusMark(tone: "you", word: "Refused by the mail server")
        case .unsent: StatusMark(tone: "you", word: "Not sent: no mail server is configured")
        case .withdrawn: StatusMark(tone: "waiting", word: "Withdrawn before it went out")
        }
    }
}
