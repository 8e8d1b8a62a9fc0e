public import Foundation

/// How the newest ended run of one connection of a provider went; the blame check compares these.
public struct RecentOutcome: Sendable, Equatable {
    public let connectionID: Connection.ID
    /// `Outcome.code`.
    public let code: String
    public let endedAt: Date

    public init(connectionID: Connection.ID, code: String, endedAt: Date) {
        self.connectionID = connectionID
        self.code = code
        self.endedAt = endedAt
    }
}

/// The blame check (law, section 2): do many connections of a provider fail alike? Then it is the provider's trouble or
/// ours, and nobody is blamed.
public enum Cohort {
    /// So many others must fail alike …
    public static let fewest = 3
    /// … and at least one in so many of all others.
    public static let oneIn = 5

    /// What the provider's other connections say about a failure.
    /// - Parameters:
    ///   - outcome: how the run in question ended.
    ///   - connectionID: whose run it was; its own earlier runs do not count.
    ///   - recent: the newest ended run per connection of the provider; older ones than 30 minutes are ignored.
    ///   - connections: how many connections the provider has, this one included.
    ///   - incident: the provider's open incident, if any.
    ///   - now: the present.
    ///   - rhythm: shortens the 30 minutes.
    public static func verdict(
        on outcome: Outcome, of connectionID: Connection.ID, recent: [RecentOutcome], connections: Int,
        incident: Incident?, at now: Date, rhythm: RetryRhythm = .standard
    ) -> CohortVerdict {
        if let incident { return .incident(incident.status, incident.reason) }
        guard let family = Family(code: outcome.code), let (status, reason) = trouble(outcome) else { return .quiet }
        let alike = recent.count {
            $0.connectionID != connectionID && Family(code: $0.code) == family
                && !rhythm.passed(LawSpan.cohort, since: $0.endedAt, at: now)
        }
        if alike >= fewest, alike * oneIn >= connections - 1 { return .incident(status, reason) }
        return family == .page && alike > 0 ? .confirmed : .quiet
    }

    /// Whether an incident is over: since it opened, the newest two connections got through, or at least half of those
    /// that tried in the last 30 minutes. Runs that broke off on our side say nothing.
    /// - Parameters:
    ///   - recent: the newest ended run per connection of the provider.
    public static func isOver(
        _ incident: Incident, recent: [RecentOutcome], at now: Date, rhythm: RetryRhythm = .standard
    ) -> Bool {
        let tried =
            recent
            .filter { $0.endedAt > incident.openedAt && $0.code != "crashed" }
            .sorted { $0.endedAt > $1.endedAt }
        let newest = tried.prefix(2)
        if newest.count == 2, newest.allSatisfy({ gotThrough($0.code, incident) }) { return true }
        let lately = tried.filter { !rhythm.passed(LawSpan.cohort, since: $0.endedAt, at: now) }
        let passed = lately.count { gotThrough($0.code, incident) }
        return passed > 0 && passed * 2 >= lately.count
    }

    /// Failures that may have one common cause.
    private enum Family {
        case site, page, rejection

        init?(code: String) {
            switch code {
            case "site_down": self = .site
            case "page_changed", "blocked_by_provider": self = .page
            case "password_rejected": self = .rejection
            default: return nil
            }
        }
    }

    /// What an incident of such failures is shown as; nil when the outcome asks for patience only.
    private static func trouble(_ outcome: Outcome) -> (ConnectionStatus, Reason)? {
        switch outcome {
        case .siteDown(let kind): (.websiteDown, .siteDown(kind))
        case .blockedByProvider(.rateLimited, _): nil
        case .blockedByProvider: (.underInvestigation, .blockedByProvider)
        default: (.underInvestigation, .connectorBroken)
        }
    }

    /// A site that was down is back as soon as it says anything of its own; a connector fits again when it signs in.
    private static func gotThrough(_ code: String, _ incident: Incident) -> Bool {
        if code == "signed_in" || code == "no_accounts" { return true }
        guard incident.status == .websiteDown else { return false }
        return Family(code: code) != .site && Family(code: code) != .page
    }
}
