extension Outcome {
    /// What happened, in one plain sentence for the operator. Quotes nothing from the portal.
    public func sentence(utility: String) -> String {
        switch self {
        case .signedIn: "Signed in."
        case .passwordRejected(.username, _): "\(utility) does not know this user name."
        case .passwordRejected: "\(utility) did not accept this user name and password."
        case .accountLocked: "\(utility) has locked online access."
        case .newPasswordRequired: "\(utility) asks for a new password."
        case .additionalCredentialsRequired: "\(utility) asks for one more detail."
        case .codeRequired: "\(utility) asks for a one-time code."
        case .approvalRequired: "\(utility) waits for the sign-in to be approved."
        case .codeRejected: "\(utility) did not accept the code."
        case .codeTimedOut(let channel, _) where channel.isApproval: "The sign-in was not approved in time."
        case .codeTimedOut: "No code arrived in time."
        case .actionRequiredAtProvider(let step, _, _):
            Cause.sentence(.additionalCredentialsNeeded, .actionAtProvider(step), utility: utility)
        case .siteDown(let kind): Cause.sentence(.websiteDown, .siteDown(kind), utility: utility)
        case .blockedByProvider(.rateLimited, _): "\(utility) asks us to come back later."
        case .blockedByProvider: "\(utility) does not let automatic visits in at the moment."
        case .pageChanged: "A page of \(utility) is not as we know it."
        case .noAccounts: "Signed in, but no account is behind this sign-in."
        case .providerRetired: "\(utility) can no longer be reached this way."
        case .unsupportedAuth: "\(utility) uses a kind of sign-in that cannot be automated."
        case .crashed(let cause): cause.sentence
        }
    }
}

extension CodeChannel {
    /// A tap on a screen or a link, rather than a code to type.
    public var isApproval: Bool { self == .app || self == .emailLink || self == .smsLink }
}

extension CrashCause {
    fileprivate var sentence: String {
        switch self {
        case .connectorDied: "The check broke off on our side."
        case .deadline: "The check took too long and was stopped."
        case .interrupted: "Tieline stopped before the answer to the sign-in was seen."
        case .notSubmitted: "Nothing was sent, to keep the sign-in from being locked."
        }
    }
}
