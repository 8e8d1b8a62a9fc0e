public import Foundation

/// A customer's consent for one connection: what may be collected, until when, and where it stands. Its id stays the same
/// through every renewal.
public struct Authorization: Identified, Sendable, Equatable {
    public typealias ID = Identifier<Authorization>
    public static let idPrefix = "aut"

    public let id: ID
    public let organizationID: Organization.ID
    public let connectionID: Connection.ID
    public var state: AuthorizationState
    public var scope: AuthorizationScope
    /// As it was chosen; `expiresAt` is what came of it.
    public var term: AuthorizationTerm
    /// From this moment on nothing is collected; nil: until revoked.
    public var expiresAt: Date?
    public let createdAt: Date
    /// The last time that somebody agreed.
    public var grantedAt: Date?
    /// Declined, expired or revoked since.
    public var endedAt: Date?
    /// The last notice before the end that was given, in days before it.
    public var noticeGiven: Int?
    /// The connection that this one continues after its authorization was revoked.
    public var replaces: Connection.ID?
    /// Counted up by every write; a write names the version it read, and fails when another was faster.
    public var version: Int

    public init(
        id: ID, organizationID: Organization.ID, connectionID: Connection.ID,
        state: AuthorizationState = .requested, scope: AuthorizationScope = .everything,
        term: AuthorizationTerm = .usual, expiresAt: Date? = nil, createdAt: Date, grantedAt: Date? = nil,
        endedAt: Date? = nil, noticeGiven: Int? = nil, replaces: Connection.ID? = nil, version: Int = 1
    ) {
        self.id = id
        self.organizationID = organizationID
        self.connectionID = connectionID
        self.state = state
        self.scope = scope
        self.term = term
        self.expiresAt = expiresAt
        self.createdAt = createdAt
        self.grantedAt = grantedAt
        self.endedAt = endedAt
        self.noticeGiven = noticeGiven
        self.replaces = replaces
        self.version = version
    }

    /// Whether data may be collected at a moment. The end is exact: at `expiresAt` itself nothing may be any more.
    public func isLive(at now: Date) -> Bool {
        state == .active && (expiresAt.map { now < $0 } ?? true)
    }

    /// Somebody agreed: it begins, or goes on, for a new term.
    public mutating func grant(_ term: AuthorizationTerm, scope: AuthorizationScope, in zone: TimeZone, at now: Date) {
        state = .active
        self.scope = scope
        self.term = term
        expiresAt = term.end(from: now, in: zone)
        grantedAt = now
        endedAt = nil
        noticeGiven = nil
    }

    /// It is over. A revoked one stays revoked.
    public mutating func end(as state: AuthorizationState, at now: Date) {
        guard self.state != .revoked else { return }
        self.state = state
        endedAt = now
    }

    /// The days of whose bills something may be kept, by the calendar of a zone.
    public func days(in zone: TimeZone) -> CollectedDays { scope.days(from: grantedAt ?? createdAt, in: zone) }

    /// When the clock has to look at it next: a notice or the end; nil when never.
    public var nextLook: Date? {
        guard state == .active, let expiresAt else { return nil }
        return ExpiryNotices.next(before: expiresAt, grantedAt: grantedAt ?? createdAt, given: noticeGiven) ?? expiresAt
    }
}

/// Where an authorization stands in law.
public enum AuthorizationState: String, CaseIterable, Sendable, Codable {
    /// The customer was asked and has not answered.
    case requested
    case active
    case declined
    case expired
    /// Final: a new permission is a new authorization of a new connection.
    case revoked
}
