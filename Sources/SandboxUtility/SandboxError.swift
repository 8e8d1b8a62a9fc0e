/// Why the sandbox could not start.
public enum SandboxError: Error, Sendable, Equatable {
    /// The style sheets and scripts of the portals are not beside the program.
    case pagesMissing(folder: String)
    /// No port could be reserved for the login that leads to a refused connection; `code` is the system's `errno`.
    case portNotReserved(code: Int32)
}
