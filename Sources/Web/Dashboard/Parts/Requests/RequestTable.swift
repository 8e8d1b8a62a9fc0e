import Domain
import UseCases

/// Requests as rows.
struct RequestTable: Sendable {
    let rows: [Row]
    /// Left out where every row is of the same customer.
    let namesCustomers: Bool

    struct Row: Sendable {
        let address: String
        let customer: String
        /// Who is written to; nil when the link is passed on by hand.
        let recipient: String?
        let asks: String
        let mark: StatusMark
        let progressAt: Moment
        let sent: Moment?
        let next: Moment?
        let reminders: String?
    }

    /// - Returns: nil without requests.
    init?(_ requests: [RequestSummary], namesCustomers: Bool = true, viewer: Viewer) {
        guard !requests.isEmpty else { return nil }
        rows = requests.map { Row($0, viewer: viewer) }
        self.namesCustomers = namesCustomers
    }
}

extension RequestTable.Row {
    fileprivate init(_ request: RequestSummary, viewer: Viewer) {
        address = "/requests/\(request.id.prefixed)"
        customer = request.customer.name
        recipient = request.recipient.email
        asks = request.items.map(\.words).joined(separator: "; ")
        mark = request.progress.mark
        progressAt = viewer.moment(request.progressAt)
        sent = request.sentAt.map(viewer.moment)
        next = request.nextReminderAt.map(viewer.moment)
        reminders = request.remindersSent > 0 ? "reminded \(counted(request.remindersSent, "time"))" : nil
    }
}

extension RequestItemView {
    /// `Valley Gas: sign in again`.
    var words: String { "\(provider.name): \(ask.label.prefix(1).lowercased() + ask.label.dropFirst())" }
}
