import Domain
import Foundation
import UseCases

/// The rows of *Connections*.
struct ConnectionTable: Sendable {
    let caption: String
    let canSelect: Bool
    let columns: [Column]
    let rows: [Row]

    struct Column: Sendable {
        let label: String
        /// Where it stands on a phone, and whether a narrow screen leaves it out: the stylesheet's names.
        let kind: String
        /// The list sorted by this column; nil when it cannot be.
        let address: String?
        /// The value of `aria-sort` when the list is sorted by it now.
        let sorting: String?
        let linkClass: String
    }

    struct Row: Sendable {
        let id: String
        let address: String
        let customer: String
        let provider: String
        let mark: StatusMark
        /// The status by name, nil when the mark says the same word.
        let status: String?
        let cause: Reading
        /// That its customer was asked already.
        let asked: AskedLine?
        let since: Moment
        let lastData: Moment?
        let nextCheck: Moment?
        let activity: String?
        let link: Link?
        let post: Post?
        /// The way to ask the customer; nil when he was asked, and where he could do nothing.
        let ask: Link?
    }

    /// - Parameter requests: The open requests of these connections.
    init(
        _ summaries: [ConnectionSummary], asked: ConnectionListing, requests: [Connection.ID: RequestSummary] = [:],
        viewer: Viewer
    ) {
        caption = "\(asked.filter.label): connections with status, cause and next step"
        canSelect = viewer.may(.operate) && asked.filter != .archived
        columns = Self.columns(asked)
        rows = summaries.map { Row($0, asked: requests[$0.id], viewer: viewer) }
    }

    private static func columns(_ asked: ConnectionListing) -> [Column] {
        func column(_ label: String, _ kind: String, by sort: ConnectionSort? = nil) -> Column {
            let isCurrent = sort != nil && sort == asked.sort
            return Column(
                label: label, kind: kind, address: sort.map { ConnectionsAddress(asked).with(sort: $0).text },
                sorting: isCurrent ? sort?.ariaValue : nil,
                linkClass: !isCurrent ? "sortable" : sort == .name ? "sorted up" : "sorted")
        }
        return [
            column("Customer", "first holder", by: .name), column("Who must act, and why", "line", by: .attention),
            column("Since", "late", by: .since), column("Last data", "wide"),
            column("Next check", "wide"), column("Next step", "off number"),
        ]
    }
}

extension ConnectionTable.Row {
    init(_ summary: ConnectionSummary, asked: RequestSummary? = nil, viewer: Viewer) {
        let address = "/connections/\(summary.id.prefixed)"
        let mayAct = viewer.may(.operate)
        self.init(
            id: summary.id.prefixed, address: address, customer: summary.customer.name,
            provider: summary.provider.name, mark: StatusMark(summary.status, actor: summary.actor),
            status: Self.name(of: summary), cause: Reading(summary, viewer: viewer),
            asked: asked.map { AskedLine($0, viewer: viewer) }, since: viewer.moment(summary.since),
            lastData: summary.lastSuccessAt.map(viewer.moment), nextCheck: summary.nextAttemptAt.map(viewer.moment),
            activity: summary.activity.sentence,
            link: mayAct ? Self.link(summary, address: address) : nil,
            post: mayAct ? Self.post(summary.nextAction, address: address) : nil,
            ask: mayAct && asked == nil ? summary.asking.flatMap { $0.isCure ? $0.link : nil } : nil)
    }

    private static func name(of summary: ConnectionSummary) -> String? {
        let name = summary.statusName
        return name == StatusMark(summary.status, actor: summary.actor).word ? nil : name
    }

    private static func link(_ summary: ConnectionSummary, address: String) -> Link? {
        let action = summary.nextAction
        if let step = MailStep(summary) { return step == .look ? nil : step.link(at: address) }
        return switch action {
        case .reconnect: Link(label: action.label, address: address + "/reconnect")
        case .setUpCodes: Link(label: action.label, address: address + "/codes")
        case .takeOver, .correctAddress, .chooseReplacement: Link(label: "Look into it", address: address)
        default: nil
        }
    }

    private static func post(_ action: NextAction, address: String) -> Post? {
        switch action {
        case .checkNow: Post(label: action.label, address: address + "/checks")
        case .resume: Post(label: action.label, address: address + "/resumptions")
        default: nil
        }
    }
}

extension ConnectionSort {
    /// The order as `aria-sort` says it: names from A, changes from the newest, attention by none of both.
    fileprivate var ariaValue: String {
        switch self {
        case .attention: "other"
        case .since: "descending"
        case .name: "ascending"
        }
    }
}
