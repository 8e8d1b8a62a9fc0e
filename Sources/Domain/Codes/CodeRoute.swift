public import Foundation

/// How one-time codes reach Tieline for a connection. Setting one up is *MFA forwarding*.
public struct CodeRoute: Identified, Sendable, Equatable {
    public typealias ID = Identifier<CodeRoute>
    public static let idPrefix = "rte"

    public let id: ID
    public let organizationID: Organization.ID
    public let connectionID: Connection.ID
    public let kind: CodeRouteKind
    /// Where messages for it arrive: the alias (e-mail), or the key of the phone's address (SMS); nil for the others.
    public let address: String?
    public let createdAt: Date
    /// When a genuine code last went all the way to the portal and was accepted.
    public var provenAt: Date?
    /// When a message last came in, and how long after the portal was asked, in seconds.
    public var lastArrivalAt: Date?
    public var lastDelay: TimeInterval?
    /// Codes in a row that were asked for and never came.
    public var misses: Int
    /// A route that was replaced or switched off takes nothing any more.
    public var endedAt: Date?

    public init(
        id: ID, organizationID: Organization.ID, connectionID: Connection.ID, kind: CodeRouteKind,
        address: String? = nil, createdAt: Date, provenAt: Date? = nil, lastArrivalAt: Date? = nil,
        lastDelay: TimeInterval? = nil, misses: Int = 0, endedAt: Date? = nil
    ) {
        self.id = id
        self.organizationID = organizationID
        self.connectionID = connectionID
        self.kind = kind
        self.address = address
        self.createdAt = createdAt
        self.provenAt = provenAt
        self.lastArrivalAt = lastArrivalAt
        self.lastDelay = lastDelay
        self.misses = misses
        self.endedAt = endedAt
    }

    /// The route for eyes that must not learn where to send messages to.
    public var withoutAddress: CodeRoute {
        CodeRoute(
            id: id, organizationID: organizationID, connectionID: connectionID, kind: kind, createdAt: createdAt,
            provenAt: provenAt, lastArrivalAt: lastArrivalAt, lastDelay: lastDelay, misses: misses, endedAt: endedAt)
    }

    /// Whether it may be relied on with nobody present (R-mfa): an authenticator always, a relay within 35 days of its
    /// last proof.
    public func isProven(at now: Date, rhythm: RetryRhythm = .standard) -> Bool {
        guard endedAt == nil, let provenAt else { return false }
        switch kind {
        case .authenticator: return true
        case .email, .sms: return !rhythm.passed(LawSpan.routeProof, since: provenAt, at: now)
        case .live, .off: return false
        }
    }
}

/// The ways in which codes come, the most durable first.
public enum CodeRouteKind: String, Sendable, Codable, CaseIterable {
    /// Tieline makes the codes itself (RFC 6238).
    case authenticator
    case email, sms
    /// A person types the code while a run waits.
    case live
    /// The portal no longer asks for a code; when it does, a person is needed.
    case off

    /// The portal's channel that it serves; nil for those that serve any or none.
    public var channel: CodeChannel? {
        switch self {
        case .authenticator: .totp
        case .email: .email
        case .sms: .sms
        case .live, .off: nil
        }
    }
}
