import Domain
import Foundation
import UseCases

/// The rehearsal of an email connection as it looks right now: mail received, read, filed; before it, what the mailbox
/// wants confirmed.
struct MailTrial: Sendable {
    let confirmation: ConfirmationNotice?
    let steps: [Step]
    /// The state in one sentence, for somebody who listens instead of looking.
    let say: String
    let link: Link?

    struct Step: Sendable {
        /// `done`, `now`, `failed`, `later`: the stylesheet's names.
        let state: String
        let stateWord: String
        let label: String
        let at: Moment?
        let what: String?
        let isNow: Bool
    }

    /// - Parameter isGmail: A confirmation is to be expected.
    init(_ detail: ForwardingDetail, isGmail: Bool, viewer: Viewer) {
        let address = "/connections/\(detail.connection.id.prefixed)"
        let arrival = MailArrival(newestIn: detail)
        confirmation =
            detail.confirmation != nil || (isGmail && arrival == nil)
            ? ConfirmationNotice(detail.confirmation, viewer: viewer) : nil
        steps = Step.list(arrival, provider: detail.provider.name, viewer: viewer)
        switch arrival {
        case nil:
            say = confirmation?.say ?? "Waiting for a mail."
            link = nil
        case .filed:
            let isConnected = detail.connection.status == .connected
            say = isConnected ? "The mail is filed. The connection works." : "The mail is filed."
            link = Link(label: "Go to the connection", address: address)
        case .waiting(let mail):
            say = "A mail arrived that somebody has to look at."
            link = viewer.may(.operate) ? Link(label: "Look at it", address: "/mails#\(mail.id.prefixed)") : nil
        case .refused:
            say = "A mail arrived that was not taken."
            link = nil
        }
    }
}

/// The newest mail that counts for a rehearsal, and what became of it.
enum MailArrival: Sendable, Equatable {
    case filed(FiledMail)
    case waiting(FiledMail)
    /// Nothing of it was kept.
    case refused(CodeLedgerLine)

    /// Nil while nothing has come since the address was given out, or since bills stayed out.
    init?(newestIn detail: ForwardingDetail) {
        let since =
            detail.connection.reason == .forwardingSilent ? detail.connection.since : detail.addressSince
        let lines = detail.ledger.lines.filter { $0.verdict != .confirmation && $0.at >= since ?? .distantFuture }
        guard let line = lines.max(by: { $0.at < $1.at }) else { return nil }
        if let mail = detail.mails.first(where: { $0.receivedAt == line.at }), line.verdict == .kept {
            self = .filed(mail)
        } else if let mail = detail.waiting.first(where: { $0.receivedAt == line.at }) {
            self = .waiting(mail)
        } else {
            self = .refused(line)
        }
    }
}

extension MailTrial.Step {
    static func list(_ arrival: MailArrival?, provider: String, viewer: Viewer) -> [MailTrial.Step] {
        let filed = "Filed under this connection"
        switch arrival {
        case nil:
            return [now("Waiting for a mail"), later("Read"), later(filed)]
        case .filed(let mail):
            let what = mail.attachments.isEmpty ? "A test mail without a bill: the address works." : nil
            return [
                received(mail.receivedAt, from: mail.senderDomain, viewer), done("Read", what: what),
                done(filed, what: mail.attachments.isEmpty ? nil : mail.fileNames),
            ]
        case .waiting(let mail):
            return [
                received(mail.receivedAt, from: mail.senderDomain, viewer),
                failed("Read", mail.doubt?.sentence(provider) ?? "Somebody has to look at it."), later(filed),
            ]
        case .refused(let line):
            return [
                received(line.at, from: line.sender ?? "", viewer), failed("Read", line.verdict.trialHint(provider)),
                later(filed),
            ]
        }
    }

    private static func received(_ at: Date, from sender: String, _ viewer: Viewer) -> MailTrial.Step {
        MailTrial.Step(
            state: "done", stateWord: "done", label: "Mail received", at: viewer.moment(at),
            what: sender.isEmpty ? nil : "From \(sender).", isNow: false)
    }

    private static func done(_ label: String, what: String?) -> MailTrial.Step {
        MailTrial.Step(state: "done", stateWord: "done", label: label, at: nil, what: what, isNow: false)
    }

    private static func now(_ label: String) -> MailTrial.Step {
        MailTrial.Step(state: "now", stateWord: "under way", label: label, at: nil, what: nil, isNow: true)
    }

    private static func later(_ label: String) -> MailTrial.Step {
        MailTrial.Step(state: "later", stateWord: "still to come", label: label, at: nil, what: nil, isNow: false)
    }

    private static func failed(_ label: String, _ what: String) -> MailTrial.Step {
        MailTrial.Step(state: "failed", stateWord: "stopped here", label: label, at: nil, what: what, isNow: false)
    }
}
