/// What a portal or a mailbox gives to the courier: messages in the order in which they leave, one after the other.
struct Dispatch: Sendable {
    /// Whose book tells what became of a message.
    enum Cause: Sendable, Equatable {
        case code(username: String, portal: Portal, medium: CodeMedium)
        case forward(mail: Int, address: String, to: String)
        case bill
        case report
    }

    let messages: [OutgoingMessage]
    var after: Duration = .zero
    let cause: Cause

    /// The mailbox that passes it on; nil for what a portal sends.
    var mailbox: String? {
        guard case .forward(_, let address, _) = cause else { return nil }
        return address
    }
}
