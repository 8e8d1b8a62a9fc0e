import Domain
import Foundation
import UseCases

/// One connection: who must act and why, how it has been, what was collected, and every check with its evidence.
struct ConnectionDetailPage: Page {
    static let template = "connection"

    let shell: Shell
    let title: String
    let heading: String
    let provider: String
    let providerAddress: String
    let login: String?
    let activity: ActivityLine?
    let hero: StatusHero
    let strip: StatusStrip
    /// How its codes come; nil where none are to be expected.
    let codes: CodeSection?
    /// What an email connection has in the place of accounts and checks; nil for one that is signed in to.
    let mail: MailSection?
    let authorization: AuthorizationSection?
    let accounts: [AccountSection]
    let runs: RunTable?
    let facts: [Fact]
    let history: History?

    /// What is going on right now, with the way to watch it.
    struct ActivityLine: Sendable {
        let text: String
        let address: String
    }

    struct History: Sendable {
        let entries: [Entry]

        struct Entry: Sendable {
            let tone: String
            let text: String
            let at: Moment
            let by: String
            let run: String?
        }
    }

    /// - Parameters:
    ///   - request: The open request that asks its customer.
    ///   - extra: Steps that are offered beside the usual ones, after another step was refused.
    init(
        _ detail: ConnectionDetail, codes: CodeSection? = nil, mail: ForwardingDetail? = nil,
        asked request: RequestSummary? = nil, authorization: AuthorizationDetail? = nil,
        offering extra: Set<ConnectionAction> = [], viewer: Viewer
    ) {
        let summary = detail.summary
        shell = viewer.shell(at: .connections)
        title = "\(summary.customer.name), \(summary.provider.name)"
        heading = summary.customer.name
        provider = summary.provider.name
        providerAddress = "/providers/\(summary.provider.key.text)"
        login = summary.loginHint
        activity = Self.activity(detail)
        hero = StatusHero(detail, mail: mail, asked: request, offering: extra, viewer: viewer)
        strip = StatusStrip(detail.days)
        self.codes = codes
        self.mail = mail.map { MailSection($0, viewer: viewer) }
        self.authorization = authorization.map { AuthorizationSection($0, viewer: viewer) }
        accounts = detail.accounts.map { account in
            AccountSection(
                account, bills: detail.bills.filter { $0.accountID == account.id },
                count: detail.billCounts[account.id] ?? 0)
        }
        runs = detail.runs.isEmpty ? nil : RunTable(detail.runs, viewer: viewer)
        facts = Fact.list(of: detail, viewer: viewer)
        history = Self.history(detail.timeline, viewer: viewer)
    }

    private static func activity(_ detail: ConnectionDetail) -> ActivityLine? {
        guard let run = detail.currentRun else { return nil }
        let doing = detail.summary.activity.sentence ?? "A check is under way"
        return ActivityLine(text: "\(doing).", address: "/runs/\(run.id.prefixed)")
    }

    private static func history(_ lines: [TimelineLine], viewer: Viewer) -> History? {
        guard !lines.isEmpty else { return nil }
        return History(
            entries: lines.map { line in
                History.Entry(
                    tone: line.to.map { StatusMark.tone(of: $0) } ?? "waiting", text: line.sentence,
                    at: viewer.moment(line.at), by: line.author, run: line.runID.map { "/runs/\($0.prefixed)" })
            })
    }
}

/// One line of the facts beside a connection.
struct Fact: Sendable {
    let label: String
    var moment: Moment?
    var text: String?
    var code: String?
    var link: Link?

    static func list(of detail: ConnectionDetail, viewer: Viewer) -> [Fact] {
        let summary = detail.summary
        let isMail = summary.kind == .email
        func instant(_ label: String, _ date: Date?, otherwise: String) -> Fact {
            Fact(label: label, moment: date.map(viewer.moment), text: date == nil ? otherwise : nil)
        }
        return [
            Fact(label: "Status", text: summary.statusName),
            instant("Last good data", summary.lastSuccessAt, otherwise: "never"),
            isMail ? nil : instant("Last check", summary.lastAttemptAt, otherwise: "never"),
            isMail ? nil : instant("Next check", summary.nextAttemptAt, otherwise: "none planned"),
            instant("Added", summary.createdAt, otherwise: ""),
            Fact(
                label: "Customer",
                link: Link(
                    label: "Everything of this customer", address: "/customers/\(summary.customer.id.prefixed)")
            ),
            detail.customerEmail.map { Fact(label: "E-mail", text: $0) },
            summary.sites.isEmpty
                ? nil
                : Fact(
                    label: summary.sites.count == 1 ? "Site" : "Sites",
                    text: summary.sites.map(\.name).joined(separator: "; ")),
            isMail
                ? nil
                : Fact(
                    label: "Bills since",
                    text: summary.collectFrom.map { CalendarWords.day(written: $0.text) } ?? "the portal’s first"),
            Fact(label: "Customer reads", text: detail.customerText),
            Fact(label: "Id", code: summary.id.prefixed),
        ].compactMap(\.self)
    }
}

/// The latest checks of a connection.
struct RunTable: Sendable {
    let rows: [Row]

    struct Row: Sendable {
        let address: String
        let at: Moment
        let tone: String
        let outcome: String
        let trigger: String
        let took: String
    }

    init(_ runs: [RunSummary], viewer: Viewer) {
        rows = runs.map { run in
            Row(
                address: "/runs/\(run.id.prefixed)", at: viewer.moment(run.startedAt ?? run.queuedAt),
                tone: run.tone,
                outcome: run.sentence ?? (run.startedAt == nil ? "Waiting for its turn." : "Under way."),
                trigger: run.trigger.sentence, took: run.took ?? "")
        }
    }
}

extension RunSummary {
    /// Good when it passed, else whose business the result is.
    var tone: String {
        switch progress {
        case .queued, .running: "waiting"
        case .succeeded: "good"
        case .failed: statusAfter.map { StatusMark.tone(of: $0) }.map { $0 == "good" ? "waiting" : $0 } ?? "waiting"
        }
    }

    /// How long it took, nil while it has not ended.
    var took: String? {
        guard let startedAt, let endedAt else { return nil }
        return CalendarWords.length(endedAt.timeIntervalSince(startedAt))
    }
}
