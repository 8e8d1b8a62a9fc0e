import Domain
import UseCases

extension StatusHero {
    /// How far a request came, who must act, and what this viewer may do about it.
    init(_ detail: RequestDetail, viewer: Viewer) {
        let summary = detail.summary
        let tone = detail.tone
        let posts = viewer.may(.operate) ? Self.posts(detail) : []
        self.init(
            tone: tone, who: Self.who(tone, summary.progress), cause: Self.cause(detail),
            details: Self.details(summary, viewer: viewer), links: Self.links(detail, viewer: viewer),
            posts: posts.filter(\.isQuiet), first: posts.first { !$0.isQuiet })
    }

    private static func who(_ tone: String, _ progress: RequestProgress) -> String {
        switch tone {
        case "you": "Needs you"
        case "customer": "Needs the customer"
        case "utility": "Utility’s side"
        default: progress.word
        }
    }

    private static func cause(_ detail: RequestDetail) -> String {
        let name = detail.summary.recipient.name
        let byHand = "Copy the link and pass it on yourself."
        switch detail.summary.progress {
        case .draft: return "Nothing was sent yet. Read the message, then send it."
        case .held:
            return "Held back while the utility has an incident: nobody is asked before it is known who can act. "
                + "It goes out by itself."
        case .waiting where detail.isHandedOut:
            return "The link was copied, to be passed on by hand. It was not opened yet."
        case .waiting where detail.isUnsent: return "Not sent: no mail server is configured. \(byHand)"
        case .waiting where detail.summary.recipient.email == nil: return "There is no e-mail address. \(byHand)"
        case .waiting: return "The message goes out as soon as the mail server takes it."
        case .sent: return "The mail server took the message. It was not opened yet."
        case .delivered: return "The message arrived. It was not opened yet."
        case .bounced: return "The message came back: it could not be delivered to this address. \(byHand)"
        case .opened: return "\(name) opened the page and has not started yet."
        case .started: return "\(name) has started and is not through yet."
        case .completed: return "\(name) did everything that was asked."
        case .declined: return "\(name) declined."
        case .expired: return "Nobody answered in time. The link no longer works."
        case .healed: return "Everything works again without it. Nobody is written to any more."
        case .revoked: return "The request was taken back. Its link no longer works."
        }
    }

    private static func details(_ summary: RequestSummary, viewer: Viewer) -> [Detail] {
        let isOver = summary.endedAt != nil
        let lasts = [.draft, .held, .waiting].contains(summary.progress)
        let lead = lasts ? "\(summary.progress.word) since" : summary.progress.word
        return [
            Detail(lead: lead, moment: viewer.moment(summary.progressAt), trail: "."),
            isOver
                ? nil
                : summary.expiresAt.map {
                    Detail(lead: "Can be answered until", moment: viewer.moment($0), trail: ".")
                },
            isOver
                ? nil
                : summary.nextReminderAt.map {
                    Detail(lead: "The next reminder goes out", moment: viewer.moment($0), trail: ".")
                },
            summary.isSilenced ? Detail(lead: "\(summary.recipient.name) wants no more reminders.") : nil,
        ].compactMap(\.self)
    }

    private static func links(_ detail: RequestDetail, viewer: Viewer) -> [Link] {
        let address = "/requests/\(detail.summary.id.prefixed)"
        let page = Link(label: "See the customer’s page", address: address + "/page", isQuiet: true)
        let edit = Link(label: "Edit", address: address + "/edit", isQuiet: true)
        return viewer.may(.operate) && detail.actions.contains(.edit) ? [page, edit] : [page]
    }

    private static func posts(_ detail: RequestDetail) -> [Post] {
        let address = "/requests/\(detail.summary.id.prefixed)"
        let isDraft = detail.summary.progress == .draft
        let order: [RequestAction] = [.send, .resend, .copyLink, .revoke]
        return order.filter(detail.actions.contains).compactMap { action in
            switch action {
            case .edit: nil
            case .send:
                Post(
                    label: detail.summary.recipient.email == nil
                        ? "Open it, to pass the link on" : "Send update request", address: address + "/sendings",
                    isQuiet: false)
            case .resend: Post(label: "Send again", address: address + "/sendings")
            case .copyLink: Post(label: "Copy link", address: address + "/links")
            case .revoke: Post(label: isDraft ? "Discard" : "Take back", address: address + "/revocations")
            }
        }
    }
}

extension RequestDetail {
    /// Its newest message was kept, because no mail server is configured.
    var isUnsent: Bool { summary.progress == .waiting && letters.first { $0.kind.asks }?.state == .unsent }

    /// Somebody took its link to pass it on.
    var isHandedOut: Bool { events.contains { $0.kind == .linkCopied } }

    /// Who must act now. What is not sent waits for whoever passes the link on, and then for the customer.
    fileprivate var tone: String {
        guard summary.progress == .waiting else { return summary.progress.tone }
        if isHandedOut { return "customer" }
        return isUnsent || summary.recipient.email == nil ? "you" : summary.progress.tone
    }
}
