extension ConnectionStatus {
    /// The portal wants something that only the login's owner can give (law, section 4, SIGN-IN ERRORS).
    public var isSignInError: Bool {
        switch self {
        case .passwordIncorrect, .mfaTokenExpired, .newPasswordNeeded, .additionalCredentialsNeeded, .accountLocked:
            true
        default: false
        }
    }

    /// The trouble is with the site, the connector or what the login leads to (law, section 4, SITE ERRORS).
    public var isSiteError: Bool {
        switch self {
        case .websiteDown, .urlInaccessible, .underInvestigation, .noAccountsFound, .otherError: true
        default: false
        }
    }

    /// It hides a sign-in status instead of being one (law, section 3).
    public var isCover: Bool { Cover.allCases.contains { $0.status == self } }

    /// The table's row of this status.
    public var entry: StatusEntry { StatusTable[self] }

    /// Who must act next.
    public var actor: Actor { entry.actor }
}
