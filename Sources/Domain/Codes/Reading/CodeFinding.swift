/// What a message says about the code that is waited for. Only `code` is ever submitted.
public enum CodeFinding: Sendable {
    /// The code, as the portal wants it: without spaces and dashes, letters and leading zeros as written.
    case code(Secret<String>)
    case noCode
    /// Two candidates are about equally good.
    case ambiguous
    /// The message binds its code to another site than the page that asks, or is a text of somebody unknown. A refusal:
    /// nothing else in it is looked at.
    case foreign
    /// The message is older than the request.
    case tooOld

    public var code: Secret<String>? {
        guard case .code(let code) = self else { return nil }
        return code
    }
}
