import Foundation

/// What an attempt's outcome says about the connection, before anything else is known (law, section 5).
enum Finding: Equatable {
    case signedIn(Proof)
    /// The portal wants something of the login's owner.
    case ownerNeeded(ConnectionStatus, Reason, deepLink: String?)
    /// A failure that becomes a status when it repeats or is confirmed.
    case trouble(FailureStreak.Family, Reason, retryAfter: Date?)
    /// This kind of sign-in cannot be automated.
    case unsupported
    case retired
    /// The portal asks for patience.
    case toldToWait(until: Date?)
    /// Nothing was learned: the attempt was interrupted, or nothing was sent.
    case nothing(CrashCause)

    init(_ attempt: Attempt) {
        let plain = Finding(outcome: attempt.outcome, proof: attempt.proof)
        self = attempt.confidence == .low ? plain.withoutBlame : plain
    }

    /// An unsure finding blames nobody: it counts as a page that the connector does not know.
    private var withoutBlame: Finding {
        switch self {
        case .ownerNeeded, .retired, .trouble(.noAccounts, _, _):
            .trouble(.pageChanged, .connectorBroken, retryAfter: nil)
        default: self
        }
    }

    private init(outcome: Outcome, proof: Proof?) {
        switch outcome {
        case .signedIn:
            if let proof, proof.accounts > 0 {
                self = .signedIn(proof)
            } else {
                self = .trouble(.unclassified, .unclassified, retryAfter: nil)
            }
        case .siteDown(let kind):
            self = .trouble(kind.isAddressTrouble ? .addressDead : .siteDown, .siteDown(kind), retryAfter: nil)
        case .blockedByProvider(.rateLimited, let retryAfter): self = .toldToWait(until: retryAfter)
        case .blockedByProvider(_, let retryAfter):
            self = .trouble(.blocked, .blockedByProvider, retryAfter: retryAfter)
        case .pageChanged: self = .trouble(.pageChanged, .connectorBroken, retryAfter: nil)
        case .noAccounts(let seen):
            self = .trouble(.noAccounts, seen > 0 ? .accessLimited : .noAccounts, retryAfter: nil)
        case .providerRetired: self = .retired
        case .unsupportedAuth: self = .unsupported
        case .crashed(let cause) where cause == .interrupted || cause == .notSubmitted: self = .nothing(cause)
        case .crashed: self = .trouble(.crashed, .connectorCrashed, retryAfter: nil)
        default: self = Finding(ownerNeededBy: outcome)
        }
    }

    private init(ownerNeededBy outcome: Outcome) {
        switch outcome {
        case .passwordRejected: self = .ownerNeeded(.passwordIncorrect, .passwordRejected, deepLink: nil)
        case .accountLocked(_, let link): self = .ownerNeeded(.accountLocked, .accountLocked, deepLink: link)
        case .newPasswordRequired(let link):
            self = .ownerNeeded(.newPasswordNeeded, .newPasswordRequired, deepLink: link)
        case .additionalCredentialsRequired(let prompts) where prompts.map(\.name) == ["totp_secret"]:
            self = .ownerNeeded(.mfaTokenExpired, .totpSecretMissing, deepLink: nil)
        case .actionRequiredAtProvider(let step, let link, _):
            self = .ownerNeeded(.additionalCredentialsNeeded, .actionAtProvider(step), deepLink: link)
        case .codeRequired, .approvalRequired:
            self = .ownerNeeded(.mfaTokenExpired, .needsPersonPresent, deepLink: nil)
        case .codeRejected: self = .ownerNeeded(.mfaTokenExpired, .codeRejected, deepLink: nil)
        case .codeTimedOut(let channel, _):
            let reason: Reason = channel.isApproval ? .approvalTimedOut : .codeTimedOut
            self = .ownerNeeded(.mfaTokenExpired, reason, deepLink: nil)
        default: self = .ownerNeeded(.additionalCredentialsNeeded, .additionalCredentialsRequired, deepLink: nil)
        }
    }
}
