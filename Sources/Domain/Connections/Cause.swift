/// Why a connection is in its status, in one plain sentence for the operator. Never says whose fault it is.
public enum Cause {
    /// The sentence of a status and its reason, with the provider's name where it belongs.
    public static func sentence(_ status: ConnectionStatus, _ reason: Reason, utility: String) -> String {
        if let step = ProviderStep.allCases.first(where: { Reason.actionAtProvider($0) == reason }) {
            return sentence(step, utility: utility)
        }
        if let kind = SiteFailure.allCases.first(where: { Reason.siteDown($0) == reason }) {
            return sentence(kind, utility: utility)
        }
        return sentence(reason, utility: utility) ?? status.entry.meaning
    }

    private static func sentence(_ reason: Reason, utility: String) -> String? {
        switch reason {
        case .created: "The first check is under way."
        case .proven: "Sign-in works and data arrives."
        case .passwordRejected: "Username and password didn't work."
        case .needsPersonPresent: "\(utility) asks for a code, and a person must be there to pass it on."
        case .codeRejected: "The code was not accepted."
        case .codeTimedOut: "\(utility) sent a code that did not reach us in time."
        case .approvalTimedOut: "The sign-in was not approved in time."
        case .totpSecretMissing: "\(utility) asks for a code from an authenticator app that is not set up here."
        case .newPasswordRequired: "\(utility) asks for a new password."
        case .additionalCredentialsRequired: "\(utility) asks for one more detail."
        case .forwardingSilent: "No bill has been forwarded for longer than usual."
        case .forwardingBounced: "A forwarded bill came back as undeliverable."
        case .forwardingUnverified: "The forwarded mail could not be verified as coming from \(utility)."
        case .accountLocked: "\(utility) has locked online access."
        default: ownSide(reason, utility: utility)
        }
    }

    private static func ownSide(_ reason: Reason, utility: String) -> String? {
        switch reason {
        case .addressDead: "The address we have for \(utility) has not worked for a day."
        case .connectorBroken: "The pages of \(utility) are not as we know them."
        case .blockedByProvider: "\(utility) does not let automatic visits in at the moment."
        case .registrationOnHold: "Our registration with \(utility) is on hold."
        case .firstRunOverdue: "The first check has not succeeded within 48 hours."
        case .siteSilent: "The website of \(utility) has not answered for 7 days."
        case .noAccounts: "The sign-in works, but no account is behind it."
        case .accessLimited: "The sign-in works, but it may not see any usable account."
        case .accountsVanished: "The sign-in works, but the accounts that were there are gone."
        case .unsupportedAuth: "\(utility) uses a kind of sign-in that cannot be automated."
        case .connectorCrashed: "The check broke off several times on our side."
        case .unclassified: "The check ended in a way we do not recognise."
        case .accountsUnconfirmed: "The sign-in works, but some accounts we knew were not there."
        case .recordsMissing: "The sign-in works, but no bill or reading could be fetched yet."
        default: agreement(reason, utility: utility)
        }
    }

    private static func agreement(_ reason: Reason, utility: String) -> String? {
        switch reason {
        case .authorizationExpired: "This authorization expired."
        case .tokenLost: "\(utility) no longer honours this authorization."
        case .declinedByCustomer: "The customer declined."
        case .revokedByCustomer: "The customer withdrew the permission."
        case .revokedByOperator: "The permission was withdrawn here."
        case .revokedAtUtility: "The permission was withdrawn at \(utility)."
        case .providerRetired: "\(utility) can no longer be reached this way."
        case .pausedByOperator: "Collection was paused here."
        case .pausedByCustomer: "The customer paused collection."
        case .companyInactive: "The company is inactive."
        default: nil
        }
    }

    private static func sentence(_ step: ProviderStep, utility: String) -> String {
        switch step {
        case .acceptTerms: "\(utility) wants its terms accepted on its website first."
        case .paperlessRequired: "\(utility) wants paperless billing chosen on its website first."
        case .enrolMFA: "\(utility) wants a second sign-in step set up on its website first."
        case .performMFAOnSite: "\(utility) wants the sign-in confirmed on its website first."
        case .completeProfile: "\(utility) wants the profile completed on its website first."
        case .paymentRequired: "\(utility) wants a payment settled on its website first."
        case .confirmEmail: "\(utility) wants the e-mail address confirmed first."
        case .surveyOrNotice: "\(utility) shows a notice that must be answered on its website first."
        case .contactUtility: "\(utility) asks to be called before it lets anybody in."
        }
    }

    private static func sentence(_ kind: SiteFailure, utility: String) -> String {
        switch kind {
        case .http5xx: "The website of \(utility) answers with an error."
        case .timeout: "The website of \(utility) does not answer."
        case .maintenance: "\(utility) announces maintenance."
        case .dns: "The address of \(utility) cannot be found."
        case .tls: "No secure connection to \(utility) can be made."
        case .notFound: "The sign-in page of \(utility) is not where it was."
        }
    }
}

extension ConnectionState {
    /// Why the shown status holds, in one plain sentence for the operator.
    public func cause(utility: String) -> String { Cause.sentence(status, shownReason, utility: utility) }

    /// The one thing to do next.
    public var nextAction: NextAction { status.entry.nextAction }
}
