public import Foundation

/// How long things last, in seconds.
public struct WorkplaceLimits: Sendable, Equatable {
    /// A run that takes longer ends as `.crashed(.deadline)`.
    public var run: TimeInterval = 180
    /// How much later than its deadline a connector is stopped from outside.
    public var runGrace: TimeInterval = 15
    /// A one-time code is waited for at most this long, whatever the portal says of its lifetime.
    public var codeWait: TimeInterval = 600
    /// With nobody present a relayed code counts as missed after this long.
    public var relayWait: TimeInterval = 180
    /// What is waited for is looked at this often even when nobody says that it came.
    public var look: TimeInterval = 5
    /// What a mailbox's host wants confirmed is kept this long.
    public var confirmation: TimeInterval = 24 * 3600
    /// A session dies when nobody used it for this long …
    public var sessionIdle: TimeInterval = 12 * 3600
    /// … and in any case after this long.
    public var sessionAbsolute: TimeInterval = 14 * 86_400
    /// A session's last use is written at most this often.
    public var sessionTouch: TimeInterval = 60
    /// A customer is asked without a member so long after something broke: what breaks together is one message, and what heals
    /// at once is none.
    public var settling: TimeInterval = 15 * 60
    /// Setup links and invitations.
    public var invitation: TimeInterval = 7 * 86_400
    /// One-time sign-in links.
    public var signInLink: TimeInterval = 24 * 3600

    public init() {}

    public static let standard = WorkplaceLimits()
}
