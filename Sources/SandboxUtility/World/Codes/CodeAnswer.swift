import Foundation

/// How a portal takes a typed code.
enum CodeAnswer: Sendable {
    /// Right; `device` is set when the browser is to be remembered.
    case accepted(VisitorSession, device: TrustedDevice?)
    case rejected, expired
    /// One wrong code too many, now or before. The session has ended.
    case locked
}

/// A browser that a portal remembers.
struct TrustedDevice: Sendable, Equatable {
    /// The value of its cookie.
    let value: String
    /// Seconds.
    let lifetime: TimeInterval
}

/// How a portal takes the wish for another code.
enum CodeRenewal: Sendable {
    case sent(Dispatch?)
    case tooMany
}
