/// An error that can reach an edge: it says what it is, what to do next, whether trying again helps, and how loud it is.
public protocol ExplainedError: Error {
    /// Stable, snake_case; also the label in metrics and the `code` of a problem document.
    var code: String { get }
    /// One sentence in plain words: what the reader does next. Holds no secret and no text from outside.
    var advice: String { get }
    var isRetryable: Bool { get }
    var level: ErrorLevel { get }
}

/// How loud an error is told in the log. (Plain, so that no logging library leaks inwards.)
public enum ErrorLevel: String, CaseIterable, Sendable {
    /// Ordinary: a person typed something wrong.
    case info
    /// Worth a look when there are many.
    case warning
    /// A fault of Tieline or of its surroundings.
    case error
    /// Nothing works until a person acts.
    case critical
}
