public import Foundation

/// The one place where a status is decided. Pure: `(state, event, now, rhythm) → new state, effects`.
/// Source: reference "connection statuses", sections 2 to 7. An event that may not change the state returns it as it
/// was, without effects: above all, nothing leads out of AUTHORIZATION_REVOKED.
public enum StatusLaw {
    /// What becomes of a connection.
    /// - Parameters:
    ///   - event: what happened.
    ///   - state: the connection before.
    ///   - now: the present; no decision looks anywhere else for it.
    ///   - rhythm: shortens every span alike.
    ///   - jitter: 0 ..< 1; spreads the checks that an event other than an attempt makes due.
    public static func applying(
        _ event: ConnectionEvent, to state: ConnectionState, at now: Date, rhythm: RetryRhythm = .standard,
        jitter: Double = 0
    ) -> Decision {
        guard !state.covers.contains(.authorizationRevoked) else { return Decision(state: state, effects: []) }
        var ruling = Ruling(state: state, now: now, rhythm: rhythm, jitter: jitter)
        switch event {
        case .attemptEnded(let attempt): ruling.judge(attempt)
        case .attemptQueued: ruling.queue()
        case .activityChanged(let activity): ruling.state.activity = activity
        case .credentialsReplaced: ruling.state.isUnproven = true
        case .unlocked: ruling.unlock()
        case .reclassified(let status): ruling.reclassify(status)
        case .addressCorrected: ruling.correctAddress()
        case .mailReceived(let silentAt): ruling.takeMail(silentAt: silentAt)
        case .forwardingFailed(let reason): ruling.loseMail(reason)
        case .clockTicked: ruling.lookAtClock()
        case .incidentOpened(let status, let reason): ruling.openIncident(status, reason)
        case .incidentClosed: ruling.closeIncident()
        case .paused(let author): ruling.pause(by: author)
        case .resumed: ruling.uncover(.paused)
        case .companyDeactivated: ruling.cover(.companyInactive, .companyInactive)
        case .companyReactivated: ruling.uncover(.companyInactive)
        case .authorizationExpired(let reason): ruling.expire(reason)
        case .authorizationRenewed(let withCredentials): ruling.renew(withCredentials: withCredentials)
        case .authorizationDeclined: ruling.decline()
        case .authorizationRevoked(let reason): ruling.revoke(reason)
        case .providerRetired: ruling.retire()
        case .providerMigrated: ruling.migrate()
        }
        return ruling.decision
    }

    /// The statuses that an operator may give a connection by hand, in the table's order: edges 57 and 62.
    public static func reclassifications(of status: ConnectionStatus) -> [ConnectionStatus] {
        switch status {
        case .underInvestigation:
            ConnectionStatus.allCases.filter {
                ($0.isSignInError || $0.isSiteError || $0 == .providerRetired) && $0 != .underInvestigation
            }
        case .otherError: [.underInvestigation]
        default: []
        }
    }
}
