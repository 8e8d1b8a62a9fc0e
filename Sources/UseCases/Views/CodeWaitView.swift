public import Domain
public import Foundation

/// A run's wait for a one-time code, as its page shows it while it lasts and afterwards.
public struct CodeWaitView: Sendable, Equatable {
    public let channel: CodeChannel
    /// What is expected to deliver it; `.live` when a person types it.
    public let route: CodeRouteKind
    /// Where the portal says that it sent it, as it shows it.
    public let destinationMasked: String?
    public let askedAt: Date
    public let expiresAt: Date
    public let state: CodeWait.State
    /// Seconds from asking until a code was here.
    public let arrivedAfter: TimeInterval?
    /// How often this run had the portal send one.
    public let attempts: Int
    /// What a typed code must look like.
    public let shape: CodeShape

    /// A typed code helps now. It may be typed whatever is expected to deliver it: the first one wins.
    public var takesTypedCode: Bool { state == .waiting && channel != .totp }
}
