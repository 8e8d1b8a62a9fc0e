extension Outcome {
    /// The stable code of the outcome, as stored, counted and spoken on the connector protocol (law, section 5).
    public var code: String {
        switch self {
        case .signedIn: "signed_in"
        case .passwordRejected: "password_rejected"
        case .accountLocked: "account_locked"
        case .newPasswordRequired: "new_password_required"
        case .additionalCredentialsRequired: "additional_credentials_required"
        case .codeRequired: "code_required"
        case .approvalRequired: "approval_required"
        case .codeRejected: "code_rejected"
        case .codeTimedOut: "code_timed_out"
        case .actionRequiredAtProvider: "action_required_at_provider"
        case .siteDown: "site_down"
        case .blockedByProvider: "blocked_by_provider"
        case .pageChanged: "page_changed"
        case .noAccounts: "no_accounts"
        case .providerRetired: "provider_retired"
        case .unsupportedAuth: "unsupported_auth"
        case .crashed: "crashed"
        }
    }
}
