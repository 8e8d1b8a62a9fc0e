import Foundation

// When failures in a row become a status, and which.
extension Ruling {
    /// The status that a streak has earned, nil while it has not.
    func target(of streak: FailureStreak, reason: Reason, in attempt: Attempt) -> ConnectionStatus? {
        let from = state.signInStatus
        if from == .otherError, streak.family == .crashed || streak.family == .unclassified {
            return streak.count > Confirmation.otherErrorRepeats ? .underInvestigation : .otherError
        }
        // A timeout is no answer: a dead address stays dead (edge 55 wants one).
        if from == .urlInaccessible, reason == .siteDown(.timeout) { return nil }
        guard isConfirmed(streak, in: attempt) else { return nil }
        return streak.family == .addressDead && isAddressDead(streak) ? .urlInaccessible : streak.family.status
    }

    /// The reason that goes with the status, where it says more than the failure's own.
    func shown(_ reason: Reason, for status: ConnectionStatus, family: FailureStreak.Family) -> Reason {
        switch status {
        case .urlInaccessible: .addressDead
        case .noAccountsFound where reason == .noAccounts && state.lastSuccessAt != nil: .accountsVanished
        case .underInvestigation where family == .crashed || family == .unclassified: .connectorBroken
        default: reason
        }
    }

    private func isConfirmed(_ streak: FailureStreak, in attempt: Attempt) -> Bool {
        if streak.family == .noAccounts { return isVanishingConfirmed(streak) }
        if attempt.cohort == .confirmed, streak.family == .blocked || streak.family == .pageChanged { return true }
        return streak.count >= Confirmation.failures(of: streak.family, from: state.signInStatus)
    }

    /// Accounts that were there before count as gone only when a second run says so a day later.
    private func isVanishingConfirmed(_ streak: FailureStreak) -> Bool {
        guard state.lastSuccessAt != nil, !state.signInStatus.isSignInError, state.signInStatus != .pending,
            state.signInStatus != .noAccountsFound
        else { return true }
        return streak.count > 1 && rhythm.passed(LawSpan.vanishedConfirmation, since: streak.startedAt, at: now)
    }

    private func isAddressDead(_ streak: FailureStreak) -> Bool {
        state.signInStatus == .urlInaccessible || rhythm.passed(LawSpan.addressDead, since: streak.startedAt, at: now)
    }
}

/// How many failures in a row become a status.
enum Confirmation {
    /// OTHER_ERROR seen again so often becomes UNDER_INVESTIGATION (edge 62).
    static let otherErrorRepeats = 3

    /// Failures of a family in a row, the present one included.
    static func failures(of family: FailureStreak.Family, from status: ConnectionStatus) -> Int {
        switch family {
        case .crashed: 3
        case .unclassified: status.isSignInError ? 1 : 3
        case .blocked: status.isSignInError ? 1 : 2
        case .siteDown, .addressDead, .pageChanged:
            switch status {
            case .pending: 3
            case .connected, .otherError: 2
            case .websiteDown: family == .pageChanged ? 2 : 1
            case .urlInaccessible: family == .pageChanged ? 2 : 1
            default: 1
            }
        case .noAccounts: 1
        }
    }
}

/// The edges between site errors, and into them.
enum SiteEdges {
    /// Whether a failure may lead from a sign-in status to a site error. Repairs alone get here from a sign-in error.
    static func lead(from: ConnectionStatus, to: ConnectionStatus) -> Bool {
        switch from {
        case .underInvestigation: to == .noAccountsFound
        case .noAccountsFound: false
        default: to.isSiteError
        }
    }
}

extension FailureStreak {
    /// The streak after one more failure. Families of one kin count on together; the clock of a family starts when it
    /// takes over.
    static func following(_ streak: FailureStreak?, _ family: Family, at now: Date) -> FailureStreak {
        guard let streak, streak.family.kin == family.kin else {
            return FailureStreak(family: family, count: 1, startedAt: now)
        }
        let startedAt = streak.family == family ? streak.startedAt : now
        return FailureStreak(family: family, count: streak.count + 1, startedAt: startedAt)
    }
}

extension FailureStreak.Family {
    /// The status that failures of this family become.
    var status: ConnectionStatus {
        switch self {
        case .siteDown, .addressDead: .websiteDown
        case .blocked, .pageChanged: .underInvestigation
        case .noAccounts: .noAccountsFound
        case .crashed, .unclassified: .otherError
        }
    }

    /// Failures that say the same about the site: no usable answer, or nothing at all because the fault is ours.
    fileprivate var kin: Self {
        switch self {
        case .addressDead: .siteDown
        case .crashed: .unclassified
        case .siteDown, .blocked, .pageChanged, .noAccounts, .unclassified: self
        }
    }

    /// The site gives no usable answer at all.
    var isSilence: Bool { kin == .siteDown }
}
