public import Foundation

/// What one sign-in attempt ended in, with its typed detail. The codes are the connector protocol's (law, section 5).
public enum Outcome: Sendable, Equatable {
    case signedIn(sessionExpiresAt: Date?, deviceTrustExpiresAt: Date?)
    case passwordRejected(field: CredentialField, portalText: String)
    case accountLocked(until: Date?, deepLink: String?)
    case newPasswordRequired(deepLink: String?)
    case additionalCredentialsRequired(prompts: [Prompt])
    case codeRequired(channel: CodeChannel, destinationMasked: String?, expiresAt: Date?)
    case approvalRequired(channel: CodeChannel, destinationMasked: String?, expiresAt: Date?)
    case codeRejected(attemptsLeft: Int?, channel: CodeChannel)
    case codeTimedOut(channel: CodeChannel, sentAt: Date?)
    case actionRequiredAtProvider(step: ProviderStep, deepLink: String?, portalText: String)
    case siteDown(kind: SiteFailure)
    case blockedByProvider(kind: BlockKind, retryAfter: Date?)
    case pageChanged(step: String, expected: String, found: String, fingerprint: String)
    case noAccounts(seen: Int)
    case providerRetired(replacement: ProviderKey?)
    case unsupportedAuth(kind: String)
    /// The attempt itself broke off: crash, kill or deadline. Says nothing about the portal.
    case crashed(cause: CrashCause)
}

public enum CredentialField: String, Sendable, Codable, CaseIterable { case username, password, unknown }

public enum CodeChannel: String, Sendable, Codable, CaseIterable {
    case sms, email, call, totp, app, unknown
    case emailLink = "email_link"
    case smsLink = "sms_link"
}

/// A step the portal wants done on its own site first.
public enum ProviderStep: String, Sendable, Codable, CaseIterable {
    case acceptTerms = "accept_terms"
    case paperlessRequired = "paperless_required"
    case enrolMFA = "enrol_mfa"
    case performMFAOnSite = "perform_mfa_on_site"
    case completeProfile = "complete_profile"
    case paymentRequired = "payment_required"
    case confirmEmail = "confirm_email"
    case surveyOrNotice = "survey_or_notice"
    case contactUtility = "contact_utility"
}

public enum SiteFailure: String, Sendable, Codable, CaseIterable {
    case http5xx = "http_5xx"
    case timeout, maintenance, dns, tls
    case notFound = "not_found"

    /// The address itself may be dead: 24 hours of these make URL_INACCESSIBLE.
    public var isAddressTrouble: Bool { self == .dns || self == .tls || self == .notFound }
}

public enum BlockKind: String, Sendable, Codable, CaseIterable {
    case waf, captcha
    case rateLimited = "rate_limited"
}

public enum CrashCause: String, Sendable, Codable, CaseIterable {
    /// The browser or the connector died.
    case connectorDied = "connector_died"
    /// The time limit of the run passed.
    case deadline
    /// Tieline stopped after a secret was submitted and before the portal's answer was seen.
    case interrupted
    /// Nothing was sent: the secret was refused before, or the login's budget is spent.
    case notSubmitted = "not_submitted"
}

/// One thing the portal asks beyond user name and password.
public struct Prompt: Sendable, Equatable, Codable, Hashable {
    public enum Kind: String, Sendable, Codable { case text, secret, select }

    public let name: String
    public let label: String
    public let kind: Kind
    public let options: [String]
    public let pattern: String?

    public init(name: String, label: String, kind: Kind, options: [String] = [], pattern: String? = nil) {
        self.name = name
        self.label = label
        self.kind = kind
        self.options = options
        self.pattern = pattern
    }
}

/// How sure the connector is; low ones hold customer messages until the blame check passes.
public enum Confidence: String, Sendable, Codable, CaseIterable { case high, medium, low }
