public import Foundation

/// Everything the status law reads and writes: the technical status, what hides it, and the counters behind it.
public struct ConnectionState: Sendable, Equatable {
    /// The sign-in status: never one of the covering values (revoked, declined, expired, inactive, paused, retired).
    public var signInStatus: ConnectionStatus
    /// The reason of the sign-in status; `shownReason` belongs to the shown one.
    public var reason: Reason
    /// What hides the sign-in status, if anything; the first in precedence is shown (`status`).
    public var covers: Set<Cover>
    /// Why each cover was put on; a cover without one has the usual reason of its status.
    public var coverReasons: [Cover: Reason]
    /// Since when the shown status holds.
    public var since: Date
    public var activity: Activity
    public var lastAttemptAt: Date?
    public var lastSuccessAt: Date?
    public var nextAttemptAt: Date?
    /// The run whose evidence gave the status.
    public var evidenceRunID: Run.ID?
    /// Where the cure is, when it is at the utility.
    public var deepLink: String?
    /// Failures in a row that have not (yet) become a status.
    public var streak: FailureStreak?
    /// A stored secret waits for its first proof.
    public var isUnproven: Bool

    public init(
        signInStatus: ConnectionStatus, reason: Reason, covers: Set<Cover> = [],
        coverReasons: [Cover: Reason] = [:], since: Date, activity: Activity = .idle,
        lastAttemptAt: Date? = nil, lastSuccessAt: Date? = nil, nextAttemptAt: Date? = nil,
        evidenceRunID: Run.ID? = nil,
        deepLink: String? = nil, streak: FailureStreak? = nil, isUnproven: Bool = true
    ) {
        self.signInStatus = signInStatus
        self.reason = reason
        self.covers = covers
        self.coverReasons = coverReasons
        self.since = since
        self.activity = activity
        self.lastAttemptAt = lastAttemptAt
        self.lastSuccessAt = lastSuccessAt
        self.nextAttemptAt = nextAttemptAt
        self.evidenceRunID = evidenceRunID
        self.deepLink = deepLink
        self.streak = streak
        self.isUnproven = isUnproven
    }

    /// The status everybody sees: the first cover in precedence, else the sign-in status (law, section 3).
    public var status: ConnectionStatus { covers.min()?.status ?? signInStatus }

    /// The reason of the shown status: the cover's while one hides the sign-in status.
    public var shownReason: Reason {
        guard let cover = covers.min() else { return reason }
        return coverReasons[cover] ?? Reason.usual(for: cover.status)
    }

    /// A connection that was just created: PENDING, its first attempt due at once.
    public static func created(at now: Date) -> ConnectionState {
        ConnectionState(signInStatus: .pending, reason: .created, since: now, nextAttemptAt: now)
    }
}

/// A reason to show another status than the sign-in one, in the order of precedence (law, section 3).
public enum Cover: String, CaseIterable, Sendable, Codable, Comparable {
    case authorizationRevoked, authorizationDeclined, authorizationExpired, companyInactive, paused, providerRetired

    public var status: ConnectionStatus {
        switch self {
        case .authorizationRevoked: .authorizationRevoked
        case .authorizationDeclined: .authorizationDeclined
        case .authorizationExpired: .authorizationExpired
        case .companyInactive: .companyInactive
        case .paused: .paused
        case .providerRetired: .providerRetired
        }
    }

    public static func < (left: Cover, right: Cover) -> Bool { left.rank < right.rank }

    private var rank: Int { Cover.allCases.firstIndex(of: self) ?? 0 }
}

/// Failures of one family in a row.
public struct FailureStreak: Sendable, Equatable, Codable {
    public enum Family: String, Sendable, Codable, CaseIterable {
        case siteDown = "site_down"
        case addressDead = "address_dead"
        case blocked
        case pageChanged = "page_changed"
        case noAccounts = "no_accounts"
        case crashed
        case unclassified
    }

    public var family: Family
    public var count: Int
    public var startedAt: Date

    public init(family: Family, count: Int, startedAt: Date) {
        self.family = family
        self.count = count
        self.startedAt = startedAt
    }
}
