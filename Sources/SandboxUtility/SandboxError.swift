/// Why the sandbox could not start, or could not hand a message over.
public enum SandboxError: Error, Sendable, Equatable {
    /// The style sheets and scripts of the portals are not beside the program.
    case pagesMissing(folder: String)
    /// No port could be reserved for the login that leads to a refused connection; `code` is the system's `errno`.
    case portNotReserved(code: Int32)
    /// The mail host or the webhook did not take a message. `status` is its SMTP or HTTP status, nil without an answer.
    case notTaken(status: Int?)

    /// Whether a mail host would try again.
    var isRetryable: Bool {
        switch self {
        case .notTaken(let status): status.map { (400..<500).contains($0) } ?? true
        case .pagesMissing, .portNotReserved: false
        }
    }
}
