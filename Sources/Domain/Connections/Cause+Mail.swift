// What is said otherwise of a connection whose bills come by mail: nothing signs in there.
extension Cause {
    /// The sentence of a status and its reason, for the way in which the connection gets its data.
    public static func sentence(
        _ status: ConnectionStatus, _ reason: Reason, of kind: ConnectionKind, utility: String
    ) -> String {
        guard kind == .email else { return sentence(status, reason, utility: utility) }
        return switch reason {
        case .created: "No mail has arrived yet."
        case .proven: "Bills arrive by mail."
        default: sentence(status, reason, utility: utility)
        }
    }

    /// What the customer may be told of forwarding that does not work; nil where the status table says it.
    static func customerText(_ reason: Reason, utility: String) -> String? {
        switch reason {
        case .forwardingSilent:
            "No bill of \(utility) has reached us for longer than usual. Please look whether your mailbox still forwards "
                + "them."
        case .forwardingBounced:
            "Your mailbox’s host does not let bills of \(utility) be forwarded to us. Its administrator can allow it."
        case .forwardingUnverified:
            "A mail reached us that may not be from \(utility). Please look at how your mailbox forwards its bills."
        default: nil
        }
    }
}

extension Connection {
    /// Why the shown status holds, in one plain sentence for the operator.
    public func cause(utility: String) -> String {
        Cause.sentence(state.status, state.shownReason, of: kind, utility: utility)
    }

    /// What the customer may be told, with the utility's name in it.
    public func customerText(utility: String) -> String {
        Cause.customerText(state.shownReason, utility: utility) ?? state.status.entry.customerText(utility: utility)
    }

    /// The one thing to do next. Where bills come by mail there is nothing to check.
    public var nextAction: NextAction {
        let action = state.nextAction
        return kind == .email && action == .checkNow ? .nothing : action
    }
}
