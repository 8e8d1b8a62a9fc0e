/// What becomes of mail for an address that is there to be reported on: it is taken, and the sender is told.
enum ReportedFate: String, CaseIterable, Sendable {
    /// There was once such a mailbox.
    case gone
    case full
    /// Not yet.
    case late
    /// It arrived; mail hosts tell that only who asks.
    case receipt

    /// nil for addresses whose mail is kept.
    init?(address: String) {
        let parts = address.lowercased().split(separator: "@")
        guard parts.count == 2, parts[1] == Postmaster.domain, let fate = ReportedFate(rawValue: String(parts[0]))
        else { return nil }
        self = fate
    }

    /// RFC 3464, section 2.3.3.
    var action: String {
        switch self {
        case .gone, .full: "failed"
        case .late: "delayed"
        case .receipt: "delivered"
        }
    }

    /// RFC 3463.
    var status: String {
        switch self {
        case .gone: "5.1.1"
        case .full: "5.2.2"
        case .late: "4.4.1"
        case .receipt: "2.0.0"
        }
    }

    /// What the host behind the host said.
    var words: String {
        switch self {
        case .gone: "550 5.1.1 This mailbox was closed"
        case .full: "552 5.2.2 The mailbox is full"
        case .late: "451 4.4.1 No answer from host"
        case .receipt: "250 2.0.0 OK"
        }
    }

    var subject: String {
        switch self {
        case .gone, .full: "Undelivered Mail Returned to Sender"
        case .late: "Delayed Mail (still being retried)"
        case .receipt: "Successful Mail Delivery Report"
        }
    }
}
