/// Why mail could not be listened for or sent. Carries causes and numbers, never text from outside.
public enum MailWireError: Error, Sendable, Equatable {
    /// Nothing can listen there; `code` is the system's `errno`.
    case cannotListen(code: Int32)
    /// The certificate or its key is missing, unreadable or malformed, or they do not belong together.
    case certificateUnusable(path: String)
    /// Nobody answers at the address.
    case unreachable
    case timedOut
    /// The other side went away in the middle.
    case connectionLost
    /// The other side does not speak SMTP.
    case notUnderstood
    /// An address to send from or to is none, or there is no recipient.
    case malformedAddress
    /// The other side said no, with its code and enhanced status.
    case refused(code: Int, status: String?)

    /// Trying again later may help.
    public var isRetryable: Bool {
        switch self {
        case .unreachable, .timedOut, .connectionLost: true
        case .refused(let code, _): (400..<500).contains(code)
        case .cannotListen, .certificateUnusable, .notUnderstood, .malformedAddress: false
        }
    }
}
