import Domain
import Foundation
import UseCases

/// The live place where a mailbox's confirmation mail appears.
struct ConfirmationPanel: Sendable {
    /// The address of the server-sent events.
    let events: String
    let notice: ConfirmationNotice

    /// Nil when no mailbox was chosen that sends one, and none came.
    init?(_ question: ForwardingQuestion?, isAwaited: Bool, events: String, viewer: Viewer) {
        guard question != nil || isAwaited else { return nil }
        self.events = events
        notice = ConfirmationNotice(question, viewer: viewer)
    }
}

/// What stands in it: that nothing came, or what the mail asks. Never the link that cancels.
struct ConfirmationNotice: Sendable {
    let text: String
    let code: CopyText?
    let link: Link?
    let arrived: Moment?
    /// The state in one sentence, for somebody who listens.
    let say: String

    init(_ question: ForwardingQuestion?, viewer: Viewer) {
        guard let question else {
            text = "Gmail’s confirmation mail has not arrived yet. This place shows it as soon as it does."
            (code, link, arrived) = (nil, nil, nil)
            say = "Waiting for Gmail’s confirmation mail."
            return
        }
        let mailbox = question.requester.map { " of \($0)" } ?? ""
        text =
            "Gmail asks whether mail\(mailbox) may be forwarded to this address. Go on only if that is the mailbox you are "
            + "setting up. Enter the code in Gmail, or open the link."
        code = question.code.map { CopyText("confirmation-code", "Gmail’s confirmation code", $0) }
        link = question.link.map { Link(label: "Confirm at Gmail (opens a new tab)", address: $0, isQuiet: true) }
        arrived = viewer.moment(question.receivedAt)
        say = "Gmail’s confirmation mail has arrived."
    }
}
