import Domain
import UseCases

extension StatusHero {
    /// The state of a connection, with the steps this viewer may take.
    /// - Parameters:
    ///   - mail: How the bills of an email connection come.
    ///   - request: The open request that asks its customer.
    init(
        _ detail: ConnectionDetail, mail: ForwardingDetail? = nil, asked request: RequestSummary? = nil,
        offering extra: Set<ConnectionAction>, viewer: Viewer
    ) {
        let summary = detail.summary
        let mark = StatusMark(summary.status, actor: summary.actor)
        let address = "/connections/\(summary.id.prefixed)"
        let useful = ConnectionStep.useful(detail.actions, for: summary.status).union(extra)
        let steps = ConnectionStep.list(
            useful, first: summary.nextAction, address: address, mail: MailStep(summary)?.link(at: address))
        let evidence = Self.evidence(detail, isLoud: mark.tone == "you" && steps.allSatisfy(\.isQuiet))
        let links =
            steps.compactMap(\.link) + [Self.ask(summary, request, viewer: viewer), evidence].compactMap(\.self)
        self.init(
            tone: mark.tone, who: mark.word, cause: Reading(summary, viewer: viewer).sentence,
            details: Self.details(detail, mail: mail, viewer: viewer)
                + (request.map { [Self.detail(of: $0, viewer: viewer)] } ?? []),
            links: links.filter { !$0.isQuiet } + links.filter(\.isQuiet), posts: steps.compactMap(\.post))
    }

    /// The way to ask the customer, or to what he was asked already.
    private static func ask(_ summary: ConnectionSummary, _ request: RequestSummary?, viewer: Viewer) -> Link? {
        if let request {
            return Link(label: "Look at the update request", address: "/requests/\(request.id.prefixed)", isQuiet: true)
        }
        return viewer.may(.operate) ? summary.asking?.link : nil
    }

    private static func detail(of request: RequestSummary, viewer: Viewer) -> Detail {
        let line = AskedLine(request, viewer: viewer)
        return Detail(lead: line.lead, moment: line.at, trail: " · \(line.word).")
    }

    /// The way to what the status was judged by, wherever there is trouble.
    private static func evidence(_ detail: ConnectionDetail, isLoud: Bool) -> Link? {
        guard detail.summary.status != .connected, let run = detail.evidenceRunID else { return nil }
        return Link(label: "Look at the evidence", address: "/runs/\(run.prefixed)", isQuiet: !isLoud)
    }

    private static func details(
        _ detail: ConnectionDetail, mail: ForwardingDetail?, viewer: Viewer
    ) -> [Detail] {
        let summary = detail.summary
        let since = Detail(lead: "\(summary.statusName) since", moment: viewer.moment(summary.since), trail: ".")
        if summary.kind == .email { return [since] + (mail.map { details(of: $0, viewer: viewer) } ?? []) }
        let next =
            summary.nextAttemptAt.map { Detail(lead: "Next check", moment: viewer.moment($0), trail: ".") }
            ?? Detail(lead: "No further check is planned until somebody acts.")
        let incident = detail.incident.map { incident in
            Detail(
                lead: "Many connections of \(summary.provider.name) fail alike. The incident is open since",
                moment: viewer.moment(incident.openedAt), trail: "; nobody is blamed and customers are not written to.")
        }
        return [since, detail.currentRun == nil ? next : nil, incident].compactMap(\.self)
    }
}

extension StatusHero {
    /// What is usual, and what comes next, where bills come by mail.
    private static func details(of mail: ForwardingDetail, viewer: Viewer) -> [Detail] {
        let rhythm = Detail(lead: mail.rhythmSentence(at: viewer.now))
        switch mail.connection.status {
        case .pending: return [Detail(lead: "It is connected as soon as the first mail has arrived.")]
        case .additionalCredentialsNeeded:
            return [rhythm, Detail(lead: "It works again as soon as the next bill has arrived.")]
        case .connected:
            let alarm = mail.silentAt.map {
                Detail(lead: "You are told if none has come by", moment: viewer.moment($0), trail: ".")
            }
            return [rhythm, alarm].compactMap(\.self)
        default: return [rhythm]
        }
    }
}

/// One thing a person may do about a connection: a page to go to, or a button.
struct ConnectionStep: Sendable {
    let link: Link?
    let post: Post?

    var isQuiet: Bool { link?.isQuiet ?? post?.isQuiet ?? true }

    /// The steps that may help: where a refused sign-in is never sent again, a check would send nothing.
    static func useful(_ actions: Set<ConnectionAction>, for status: ConnectionStatus) -> Set<ConnectionAction> {
        status.entry.retry == .never ? actions.subtracting([.check]) : actions
    }

    /// The steps in the order of their buttons; the one that helps most is loud, the others are quiet.
    /// - Parameter mail: The way to an email connection's forwarding, in the place of a sign-in.
    static func list(
        _ actions: Set<ConnectionAction>, first: NextAction, address: String, mail: Link? = nil
    ) -> [ConnectionStep] {
        let loudest =
            mail?.isQuiet == false && actions.contains(.reconnect)
            ? .reconnect : loudest(of: actions, first: first)
        let others = order.filter { actions.contains($0) && $0 != loudest }
        return ([loudest].compactMap(\.self) + others).map {
            ConnectionStep(
                $0, address: address, isQuiet: $0 != loudest, isAboutCodes: first == .setUpCodes, mail: mail)
        }
    }

    /// Reclassifying is offered beside the evidence, on the run's own page.
    private static let order: [ConnectionAction] = [
        .reconnect, .unlock, .confirmResend, .check, .resume, .pause, .unarchive, .archive,
    ]

    private static func loudest(of actions: Set<ConnectionAction>, first: NextAction) -> ConnectionAction? {
        let wanted: ConnectionAction? =
            switch first {
            case .reconnect, .setUpCodes: .reconnect
            case .checkNow: .check
            case .resume: .resume
            default: nil
            }
        return wanted.flatMap { actions.contains($0) ? $0 : nil }
    }

    private init(_ action: ConnectionAction, address: String, isQuiet: Bool, isAboutCodes: Bool, mail: Link?) {
        func button(_ label: String, _ noun: String) -> Post {
            Post(label: label, address: "\(address)/\(noun)", isQuiet: isQuiet)
        }
        // Where only the code is missing, nobody is asked for the password.
        let doorway =
            isAboutCodes
            ? Link(label: NextAction.setUpCodes.label, address: address + "/codes", isQuiet: isQuiet)
            : Link(label: NextAction.reconnect.label, address: address + "/reconnect", isQuiet: isQuiet)
        link = action == .reconnect ? mail ?? doorway : nil
        post =
            switch action {
            case .reconnect, .reclassify: nil
            case .check: button("Check now", "checks")
            case .confirmResend: button("Send the sign-in once more", "resends")
            case .unlock: button("It is unlocked: try once", "unlocks")
            case .pause: button("Pause", "pauses")
            case .resume: button("Resume", "resumptions")
            case .archive: button("Archive", "archivals")
            case .unarchive: button("Bring back", "restorations")
            }
    }
}
