import Domain
import Foundation
import UseCases

/// What an email connection's page has in the place of checks: the rhythm, the bills, what came in, and the forwarding.
struct MailSection: Sendable {
    let rhythm: String
    /// Mails of it that wait for somebody.
    let waiting: Link?
    let bills: Bills?
    let ledger: CodeLedgerPage.List?
    let sentence: String
    let facts: [Fact]
    let links: [Link]
    let posts: [Post]

    struct Bills: Sendable {
        let rows: [Row]
        let more: String?

        struct Row: Sendable {
            let at: Moment
            let sender: String
            let files: [MailFile]
        }
    }

    init(_ detail: ForwardingDetail, viewer: Viewer) {
        let address = "/connections/\(detail.connection.id.prefixed)/forwarding"
        let bills = detail.mails.filter { !$0.attachments.isEmpty }
        let provider = detail.provider.name
        rhythm = detail.rhythmSentence(at: viewer.now)
        waiting =
            detail.waiting.isEmpty
            ? nil
            : Link(
                label: detail.waiting.count == 1
                    ? "1 mail waits for somebody to look at it"
                    : "\(detail.waiting.count) mails wait for somebody to look at them", address: "/mails")
        self.bills =
            bills.isEmpty
            ? nil
            : Bills(
                rows: bills.map { mail in
                    Bills.Row(
                        at: viewer.moment(mail.receivedAt), sender: mail.senderDomain, files: MailFile.list(of: mail))
                }, more: detail.mails.count == 60 ? "The newest ones are shown." : nil)
        ledger =
            detail.ledger.lines.isEmpty
            ? nil
            : CodeLedgerPage.List(
                rows: detail.ledger.lines.map { CodeLedgerPage.Row(mail: $0, provider: provider, viewer: viewer) })
        sentence =
            detail.address == nil
            ? "Forwarding is stopped. Nothing that comes for this connection is taken."
            : "Bills that are mailed to this address are filed here by themselves."
        facts = Self.facts(detail, viewer: viewer)
        links =
            detail.mayChange && detail.address != nil
            ? [Link(label: "Look at the steps", address: address, isQuiet: true)] : []
        posts = Self.posts(detail, address: address)
    }

    private static func facts(_ detail: ForwardingDetail, viewer: Viewer) -> [Fact] {
        [
            detail.address.map { Fact(label: "Address", code: $0) },
            Fact(
                label: "Last mail", moment: detail.lastMailAt.map(viewer.moment),
                text: detail.lastMailAt == nil ? "none yet" : nil),
            Fact(label: "Usually", text: detail.usualDays.map { "every \(counted($0, "day"))" } ?? "not known yet"),
            detail.silentAt.map {
                Fact(label: $0 > viewer.now ? "Alarm, if none comes" : "Alarm since", moment: viewer.moment($0))
            },
            Fact(
                label: "Expected from",
                text: detail.senders.isEmpty ? "nobody knows yet" : detail.senders.joined(separator: ", ")),
        ].compactMap(\.self)
    }

    private static func posts(_ detail: ForwardingDetail, address: String) -> [Post] {
        guard detail.mayChange else { return [] }
        let rotation = Post(label: "Get a new address", address: address + "/rotations")
        guard detail.address != nil else { return [rotation] }
        return [rotation, Post(label: "Stop forwarding", address: address + "/stops")]
    }
}

/// A file of a mail, to be downloaded.
struct MailFile: Sendable {
    let name: String
    let size: String
    let address: String

    static func list(of mail: FiledMail) -> [MailFile] {
        mail.attachments.enumerated().map { position, file in
            MailFile(
                name: file.name, size: fileSize(file.size), address: "/mails/\(mail.id.prefixed)/files/\(position)")
        }
    }
}

extension CodeLedgerPage.Row {
    init(mail line: CodeLedgerLine, provider: String, viewer: Viewer) {
        self.init(
            at: viewer.moment(line.at), sender: line.sender, tone: line.verdict.tone,
            what: line.verdict.mailSentence(provider), delay: nil)
    }
}
