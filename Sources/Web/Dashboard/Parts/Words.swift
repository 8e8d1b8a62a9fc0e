import Domain
import Foundation
import UseCases

extension ConnectionFilter {
    /// The filter's name in the list beside the rows.
    var label: String {
        switch self {
        case .needsAttention: "Needs attention"
        case .badLogins: "Bad logins"
        case .mfa: "MFA"
        case .expiredOrDeclined: "Expired/Declined"
        case .website: "Website"
        case .healthy: "Healthy"
        case .all: "All"
        case .archived: "Archived"
        }
    }
}

extension Activity {
    /// What a connection is doing, nil when it rests.
    var sentence: String? {
        switch self {
        case .idle: nil
        case .queued: "Waiting for its turn"
        case .signingIn: "Signing in"
        case .waitingForCode: "Waiting for a code"
        case .waitingForApproval: "Waiting for an approval"
        case .verifying: "Proving the repair"
        case .collecting: "Collecting"
        }
    }
}

extension RunTrigger {
    /// Why a run happened.
    var sentence: String {
        switch self {
        case .first: "First check"
        case .schedule: "On schedule"
        case .manual: "Asked for"
        case .repair: "Reconnect"
        case .rehearsal: "Rehearsal"
        case .canary: "Trying for all"
        }
    }
}

extension RunStage {
    /// The step as the person who waits reads it.
    var label: String {
        switch self {
        case .openingPortal: "Opening the portal"
        case .signingIn: "Signing in"
        case .answeringPrompt: "Answering a question"
        case .waitingForCode: "Waiting for the code"
        case .readingAccounts: "Reading accounts"
        case .fetchingBills: "Fetching the latest bill"
        case .saving: "Saving what was found"
        }
    }
}

extension Confidence {
    /// How sure the judgement is.
    var sentence: String {
        switch self {
        case .high: "The portal said so in its own words."
        case .medium: "Likely, from what the portal showed."
        case .low: "A guess: nobody is blamed before it is confirmed."
        }
    }
}

extension Money {
    /// `$123.45`, `€80.00`, `CHF 12.50`.
    var text: String {
        let amount = Decimal(minorUnits) / Decimal(100)
        return amount.formatted(.currency(code: currency).locale(Locale(identifier: "en_US")))
    }
}

/// `1 bill`, `3 bills`.
func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    count == 1 ? "1 \(one)" : "\(count) \(many ?? one + "s")"
}
