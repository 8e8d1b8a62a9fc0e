/// The 18 values everybody sees. What each means, who acts, which filter: `StatusTable`.
/// Source: reference "connection statuses", section 1.
public enum ConnectionStatus: String, CaseIterable, Sendable, Codable {
    case pending = "PENDING"
    case connected = "CONNECTED"
    case underInvestigation = "UNDER_INVESTIGATION"
    case passwordIncorrect = "PASSWORD_INCORRECT"
    case mfaTokenExpired = "MFA_TOKEN_EXPIRED"
    case newPasswordNeeded = "NEW_PASSWORD_NEEDED"
    case additionalCredentialsNeeded = "ADDITIONAL_CREDENTIALS_NEEDED"
    case accountLocked = "ACCOUNT_LOCKED"
    case websiteDown = "WEBSITE_DOWN"
    case urlInaccessible = "URL_INACCESSIBLE"
    case noAccountsFound = "NO_ACCOUNTS_FOUND"
    case otherError = "OTHER_ERROR"
    case companyInactive = "COMPANY_INACTIVE"
    case authorizationExpired = "AUTHORIZATION_EXPIRED"
    case authorizationDeclined = "AUTHORIZATION_DECLINED"
    case authorizationRevoked = "AUTHORIZATION_REVOKED"
    case providerRetired = "PROVIDER_RETIRED"
    case paused = "PAUSED"
}

/// What a connection is doing right now. Never an error, never changes the status by itself.
public enum Activity: String, CaseIterable, Sendable, Codable {
    case idle, queued
    case signingIn = "signing_in"
    case waitingForCode = "waiting_for_code"
    case waitingForApproval = "waiting_for_approval"
    case verifying, collecting
}

/// Who must act next.
public enum Actor: String, CaseIterable, Sendable, Codable {
    case customer
    case `operator`
    case utility
    case nobody
}

/// The named row selections of the *Connections* page; which status belongs where is the table's business.
public enum ConnectionFilter: String, CaseIterable, Sendable, Codable {
    case needsAttention = "needs_attention"
    case badLogins = "bad_logins"
    case mfa
    case expiredOrDeclined = "expired_declined"
    case website
    case healthy
    case all
    case archived
}
