import Domain
import UseCases

extension ConnectionSummary {
    /// The status as people read it; where bills come by mail nothing asks for details.
    var statusName: String {
        kind == .email && status == .additionalCredentialsNeeded
            ? "Forwarding to be repaired" : status.entry.displayName
    }
}

/// The step that leads to an email connection's forwarding, named after what is to be done there.
enum MailStep {
    case setUp, repair, look

    /// Nil for a connection that is signed in to, and while nothing is collected.
    init?(_ summary: ConnectionSummary) {
        guard summary.kind == .email, summary.archivedAt == nil else { return nil }
        switch summary.status {
        case .pending: self = .setUp
        case .additionalCredentialsNeeded: self = .repair
        case .connected: self = .look
        default: return nil
        }
    }

    private var label: String {
        switch self {
        case .setUp: "Set up forwarding"
        case .repair: NextAction.reconnect.label
        case .look: "Look at the forwarding"
        }
    }

    /// Loud where the connection waits for it.
    /// - Parameter address: The connection's page.
    func link(at address: String) -> Link {
        Link(label: label, address: address + "/forwarding", isQuiet: self == .look)
    }
}
