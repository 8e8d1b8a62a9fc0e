import Domain
import Ports
import UseCases

/// One request: before it is sent the exact message, afterwards what became of it.
struct RequestDetailPage: Page {
    static let template = "request"

    let shell: Shell
    let title: String
    let heading: String
    let lead: String
    let customerAddress: String
    let hero: StatusHero
    /// The fresh link, on the one answer that made it.
    let handed: HandedLink?
    let reason: String?
    let asks: [Ask]
    /// The message, on top while it is a draft …
    let preview: Message?
    /// … and at the end once the history is what matters.
    let message: Message?
    let history: History?
    let letters: Letters?
    let facts: [Fact]

    /// A link that is passed on by hand.
    struct HandedLink: Sendable {
        let link: CopyText
        /// Its QR code, as an address that holds the picture itself.
        let picture: String?
    }

    struct Ask: Sendable {
        let provider: String
        let address: String
        let ask: String
        let mark: StatusMark
        let status: String
    }

    struct Message: Sendable {
        let subject: String
        let text: String
        /// Where its HTML form is shown by itself.
        let address: String
    }

    struct History: Sendable {
        let entries: [Entry]

        struct Entry: Sendable {
            let tone: String
            let text: String
            let words: String?
            let at: Moment
            let by: String?
        }
    }

    struct Letters: Sendable {
        let items: [Letter]
    }

    struct Letter: Sendable {
        let kind: String
        let to: String
        let at: Moment
        let mark: StatusMark
        let words: String?
        let kept: Kept?

        /// What it said, links left out.
        struct Kept: Sendable {
            let subject: String
            let text: String
        }
    }

    init(_ detail: RequestDetail, handed: HandedLink? = nil, viewer: Viewer) {
        let summary = detail.summary
        let isDraft = summary.progress == .draft
        let message = Message(
            subject: detail.message.subject, text: detail.message.text,
            address: "/requests/\(summary.id.prefixed)/message.html")
        shell = viewer.shell(at: .requests)
        heading = "Update request to \(summary.recipient.name)"
        title = heading
        lead = summary.items.map(\.provider.name).joined(separator: ", ")
        customerAddress = "/customers/\(summary.customer.id.prefixed)"
        hero = StatusHero(detail, viewer: viewer)
        self.handed = handed
        reason = detail.declineReason
        asks = summary.items.map(Ask.init)
        preview = isDraft ? message : nil
        self.message = isDraft ? nil : message
        history = detail.events.isEmpty ? nil : History(detail.events, viewer: viewer)
        letters = detail.letters.isEmpty ? nil : Letters(items: detail.letters.map { Letter($0, viewer: viewer) })
        facts = Fact.list(of: detail, viewer: viewer)
    }
}

extension RequestDetailPage.Ask {
    fileprivate init(_ item: RequestItemView) {
        provider = item.provider.name
        address = "/connections/\(item.connectionID.prefixed)"
        ask = item.ask.label
        mark = item.state.mark
        status = item.status.entry.displayName
    }
}

extension RequestDetailPage.History {
    fileprivate init(_ events: [RequestEvent], viewer: Viewer) {
        entries = events.map {
            Entry(
                tone: $0.kind.tone, text: $0.kind.sentence, words: $0.words, at: viewer.moment($0.at), by: $0.author)
        }
    }
}

extension RequestDetailPage.Letter {
    fileprivate init(_ letter: CustomerLetter, viewer: Viewer) {
        kind = letter.kind.label
        to = "\(letter.to.name) <\(letter.to.email)>"
        at = viewer.moment(letter.settledAt ?? letter.sentAt ?? letter.createdAt)
        mark = letter.state.mark
        words = letter.words
        kept = letter.text.map { Kept(subject: letter.subject ?? "", text: $0) }
    }
}

extension Fact {
    fileprivate static func list(of detail: RequestDetail, viewer: Viewer) -> [Fact] {
        let summary = detail.summary
        return [
            Fact(
                label: "Customer",
                link: Link(label: summary.customer.name, address: "/customers/\(summary.customer.id.prefixed)")),
            Fact(label: "To", text: summary.recipient.name),
            Fact(label: "E-mail", text: summary.recipient.email ?? "none: the link is passed on by hand"),
            Fact(label: "Language", text: summary.recipient.language?.word ?? "as the browser says"),
            Fact(label: "Time zone", text: summary.recipient.zone.text),
            Fact(label: "Permission", text: detail.term.words),
            detail.note.map { Fact(label: "Note", text: $0) },
            detail.returnAddress.map { Fact(label: "Goes on to", code: $0) },
            Fact(
                label: "Written", moment: viewer.moment(summary.createdAt), text: detail.createdBy.map { " by \($0)" }),
            summary.expiresAt.map { Fact(exactly: "Can answer until", $0, viewer: viewer) },
            summary.nextReminderAt.map { Fact(exactly: "Next reminder", $0, viewer: viewer) },
            summary.remindersSent > 0
                ? Fact(label: "Reminders", text: counted(summary.remindersSent, "reminder") + " sent") : nil,
            Fact(label: "Id", code: summary.id.prefixed),
        ].compactMap(\.self)
    }
}
