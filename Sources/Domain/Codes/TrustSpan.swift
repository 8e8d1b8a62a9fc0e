public import Foundation

/// When a portal came to know our browser, and how long it did.
public struct TrustSpan: Sendable, Equatable {
    public let obtainedAt: Date
    /// When the portal said that it forgets the device.
    public let expiresAt: Date?
    /// When a run last got in by it without a code.
    public var aliveAt: Date?
    /// When a code was asked for although the device should have been known.
    public var lostAt: Date?

    public init(obtainedAt: Date, expiresAt: Date?, aliveAt: Date? = nil, lostAt: Date? = nil) {
        self.obtainedAt = obtainedAt
        self.expiresAt = expiresAt
        self.aliveAt = aliveAt
        self.lostAt = lostAt
    }

    /// How long the device was surely known, in seconds: until the last run that got in by it.
    public var lasted: TimeInterval { max(0, (aliveAt ?? obtainedAt).timeIntervalSince(obtainedAt)) }

    /// When the portal will forget the device: as it says, as earlier losses at the provider taught, or as its recipe knows.
    /// - Parameters:
    ///   - learned: how long devices lasted at this provider, in seconds; nil without experience.
    ///   - days: the recipe's figure.
    public func ends(learned: TimeInterval?, days: Int?) -> Date? {
        if let expiresAt { return expiresAt }
        let known = learned ?? days.map { TimeInterval($0) * 86_400 }
        return known.map { obtainedAt.addingTimeInterval($0) }
    }
}
