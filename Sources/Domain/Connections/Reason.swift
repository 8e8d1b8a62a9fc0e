/// The machine-readable reason beside a status, e.g. `password_rejected`, `site_down.http_5xx` (law, section 1.1).
public struct Reason: Hashable, Sendable, RawRepresentable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    // PENDING and CONNECTED; the law names none, these are ours.
    public static let created = Reason(rawValue: "created")
    public static let proven = Reason(rawValue: "proven")

    // PASSWORD_INCORRECT
    public static let passwordRejected = Reason(rawValue: "password_rejected")

    // MFA_TOKEN_EXPIRED
    public static let needsPersonPresent = Reason(rawValue: "needs_person_present")
    public static let codeRejected = Reason(rawValue: "code_rejected")
    public static let codeTimedOut = Reason(rawValue: "code_timed_out")
    public static let approvalTimedOut = Reason(rawValue: "approval_timed_out")
    public static let totpSecretMissing = Reason(rawValue: "totp_secret_missing")

    // NEW_PASSWORD_NEEDED, ADDITIONAL_CREDENTIALS_NEEDED, ACCOUNT_LOCKED
    public static let newPasswordRequired = Reason(rawValue: "new_password_required")
    public static let additionalCredentialsRequired = Reason(rawValue: "additional_credentials_required")
    public static let forwardingSilent = Reason(rawValue: "forwarding_silent")
    public static let forwardingBounced = Reason(rawValue: "forwarding_bounced")
    public static let forwardingUnverified = Reason(rawValue: "forwarding_unverified")
    public static let accountLocked = Reason(rawValue: "account_locked")

    /// A step the portal wants done on its own site first: `action_at_provider.accept_terms`.
    public static func actionAtProvider(_ step: ProviderStep) -> Reason {
        Reason(rawValue: "action_at_provider.\(step.rawValue)")
    }

    // WEBSITE_DOWN, URL_INACCESSIBLE
    public static let addressDead = Reason(rawValue: "address_dead")

    /// The way in which the site does not answer: `site_down.http_5xx`.
    public static func siteDown(_ kind: SiteFailure) -> Reason { Reason(rawValue: "site_down.\(kind.rawValue)") }

    // UNDER_INVESTIGATION; `siteSilent` is ours, for a site that has not answered for seven days.
    public static let connectorBroken = Reason(rawValue: "connector_broken")
    public static let blockedByProvider = Reason(rawValue: "blocked_by_provider")
    public static let registrationOnHold = Reason(rawValue: "registration_on_hold")
    public static let firstRunOverdue = Reason(rawValue: "first_run_overdue")
    public static let siteSilent = Reason(rawValue: "site_silent")

    // NO_ACCOUNTS_FOUND, OTHER_ERROR
    public static let noAccounts = Reason(rawValue: "no_accounts")
    public static let accessLimited = Reason(rawValue: "access_limited")
    public static let accountsVanished = Reason(rawValue: "accounts_vanished")
    public static let unsupportedAuth = Reason(rawValue: "unsupported_auth")
    public static let connectorCrashed = Reason(rawValue: "connector_crashed")
    public static let unclassified = Reason(rawValue: "unclassified")

    // Signed in, and yet no proof (law, section 6). Ours: they stand beside a credential status that stays.
    public static let accountsUnconfirmed = Reason(rawValue: "accounts_unconfirmed")
    public static let recordsMissing = Reason(rawValue: "records_missing")

    // The covers
    public static let authorizationExpired = Reason(rawValue: "authorization_expired")
    public static let tokenLost = Reason(rawValue: "token_lost")
    public static let declinedByCustomer = Reason(rawValue: "declined_by_customer")
    public static let revokedByCustomer = Reason(rawValue: "revoked_by_customer")
    public static let revokedByOperator = Reason(rawValue: "revoked_by_operator")
    public static let revokedAtUtility = Reason(rawValue: "revoked_at_utility")
    public static let providerRetired = Reason(rawValue: "provider_retired")
    public static let pausedByOperator = Reason(rawValue: "paused_by_operator")
    public static let pausedByCustomer = Reason(rawValue: "paused_by_customer")
    public static let companyInactive = Reason(rawValue: "company_inactive")
}

extension Reason {
    /// The reasons that may stand beside a status, in the order of the law; the first is the usual one.
    public static func known(for status: ConnectionStatus) -> [Reason] {
        switch status {
        case .pending: [.created]
        case .connected: [.proven, .accountsUnconfirmed]
        case .underInvestigation:
            [.connectorBroken, .blockedByProvider, .registrationOnHold, .firstRunOverdue, .siteSilent]
        case .passwordIncorrect: [.passwordRejected] + unproven
        case .mfaTokenExpired:
            [.needsPersonPresent, .codeRejected, .codeTimedOut, .approvalTimedOut, .totpSecretMissing] + unproven
        case .newPasswordNeeded: [.newPasswordRequired] + unproven
        case .additionalCredentialsNeeded:
            [.additionalCredentialsRequired] + ProviderStep.allCases.map(actionAtProvider)
                + [.forwardingSilent, .forwardingBounced, .forwardingUnverified] + unproven
        case .accountLocked: [.accountLocked] + unproven
        case .websiteDown: SiteFailure.allCases.map(siteDown)
        case .urlInaccessible: [.addressDead]
        case .noAccountsFound: [.noAccounts, .accessLimited, .accountsVanished]
        case .otherError: [.unclassified, .unsupportedAuth, .connectorCrashed]
        case .companyInactive: [.companyInactive]
        case .authorizationExpired: [.authorizationExpired, .tokenLost]
        case .authorizationDeclined: [.declinedByCustomer]
        case .authorizationRevoked: [.revokedByCustomer, .revokedByOperator, .revokedAtUtility]
        case .providerRetired: [.providerRetired]
        case .paused: [.pausedByOperator, .pausedByCustomer]
        }
    }

    /// The reason that a status has when nothing more is known.
    public static func usual(for status: ConnectionStatus) -> Reason { known(for: status).first ?? .unclassified }

    /// Whether the law knows this code, beside any status.
    public var isKnown: Bool { ConnectionStatus.allCases.contains { Reason.known(for: $0).contains(self) } }

    private static let unproven: [Reason] = [.accountsUnconfirmed, .recordsMissing]
}
