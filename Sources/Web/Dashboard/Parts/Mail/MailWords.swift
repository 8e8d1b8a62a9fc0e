import Domain
import Foundation

extension MailDoubt {
    /// Why nobody filed the mail yet, in one or two sentences.
    func sentence(_ provider: String) -> String {
        switch self {
        case .unprovenSender:
            "Nobody vouches that it is from \(provider). Look at it, and file it if it is a bill."
        case .noDocument: "It is from \(provider) and has no PDF in it. Perhaps it only says that a bill is ready."
        }
    }
}

extension FiledMail {
    /// The names of its files, the first few.
    var fileNames: String {
        let names = attachments.prefix(3).map(\.name).joined(separator: ", ")
        return attachments.count > 3 ? "\(names) and \(attachments.count - 3) more" : names
    }
}

extension MessageVerdict {
    /// What became of a mail to an email connection, and why.
    func mailSentence(_ provider: String) -> String {
        switch self {
        case .kept: "Taken, with the files in it."
        case .foreignSender:
            "Could not be proven to be \(provider)’s. Files in it wait under Needs attention; nothing else was read."
        case .tooLate: "Refused: the customer’s permission had ended. Nothing of it was kept."
        case .irrelevant: "From \(provider), and nothing in it was to be kept."
        default: sentence(provider)
        }
    }

    /// What to do when a mail was not taken.
    func trialHint(_ provider: String) -> String {
        switch self {
        case .foreignSender:
            "It could not be proven to be \(provider)’s, and there was no file in it. Forward a mail with a bill in it, from "
                + "the customer’s address as it is stored here, or from your own."
        case .bounce:
            "The mailbox’s host refused to forward (550 5.7.520). An administrator has to allow it: choose Microsoft 365 "
                + "above for a note to send."
        case .overLimit: "More mails arrived than one address may get in an hour. Try it again later."
        default: mailSentence(provider)
        }
    }
}

extension Reason {
    /// What is missing when forwarding does not work, and what to do about it; nil where nothing is.
    func missing(at provider: String, rhythm: String) -> String? {
        switch self {
        case .forwardingSilent:
            "\(rhythm) Look whether the rule in the mailbox is still there and names the address below, and whether "
                + "\(provider) still sends its bills by mail."
        case .forwardingBounced:
            "The mailbox’s host refused to forward (550 5.7.520). An administrator has to allow it: choose Microsoft 365 "
                + "below for a note to send, or let \(provider) mail the address itself."
        case .forwardingUnverified:
            "A mail said that it is from \(provider), and nobody vouches for that. Let the rule redirect instead of "
                + "forward, or let \(provider) mail the address itself. Its files wait under Needs attention."
        default: nil
        }
    }
}

/// `40 kB`, `1.2 MB`.
func fileSize(_ bytes: Int) -> String {
    let kilobytes = max(1, Int((Double(bytes) / 1000).rounded()))
    return kilobytes < 1000 ? "\(kilobytes) kB" : "\((Double(bytes) / 100_000).rounded() / 10) MB"
}
