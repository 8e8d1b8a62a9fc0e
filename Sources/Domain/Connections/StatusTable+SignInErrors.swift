extension StatusTable {
    /// The five statuses that the login's owner cures.
    static func signInError(_ status: ConnectionStatus) -> StatusEntry {
        switch status {
        case .mfaTokenExpired:
            row(
                status, "Code needed",
                meaning: """
                    The site wants a one-time code or approval and none arrived, was accepted, or could be produced \
                    unattended.
                    """,
                customer: """
                    {utility} wants to confirm it is you with a short code. Please have your phone or mailbox at hand.
                    """,
                wizard: .codeForwarding, filter: .mfa, retry: .codes, nectar: "MFA_TOKEN_EXPIRED")
        case .newPasswordNeeded:
            row(
                status, "New password needed",
                meaning: "The site accepts the old password only to demand a new one.",
                customer: """
                    {utility} asks for a new password from time to time. Please set one on their site, then enter it \
                    here.
                    """,
                nectar: "NEW_PASSWORD_NEEDED")
        case .additionalCredentialsNeeded:
            row(
                status, "More details needed",
                meaning: """
                    The site asks for something we do not hold, or wants a step done on the site first (the reason \
                    says which).
                    """,
                customer: "{utility} asks for one more detail before it lets us in.",
                nectar: "ADDITIONAL_CREDENTIALS_NEEDED")
        case .accountLocked:
            row(
                status, "Account locked",
                meaning: "The utility locked the online account.",
                customer: """
                    {utility} has locked online access for now, which is a safety measure. After you unlock it with \
                    them, we can reconnect.
                    """,
                retry: .lock, nectar: "NEW_PASSWORD_NEEDED", note: "access_locked")
        default:
            row(
                .passwordIncorrect, "Password incorrect",
                meaning: "The site itself refused user name or password (recognised rejection, not a guess).",
                customer: """
                    {utility} did not accept the sign-in we have. It may have been changed recently; entering the \
                    current one takes a minute.
                    """,
                nectar: "PASSWORD_INCORRECT")
        }
    }

    private static func row(
        _ status: ConnectionStatus, _ name: String, meaning: String, customer: String, wizard: Wizard = .signIn,
        filter: ConnectionFilter = .badLogins, retry: RetryPolicy = .never, nectar: String,
        note: String = "access_invalid"
    ) -> StatusEntry {
        StatusEntry(
            status: status, displayName: name, meaning: meaning, customerTemplate: customer, actor: .customer,
            wizard: wizard, nextAction: wizard == .codeForwarding ? .setUpCodes : .reconnect, isGreyed: false,
            ownFilters: [filter], retry: retry, nectar: NectarView(status: nectar, isActive: true),
            utilityAPI: UtilityAPIView(status: "errored", notes: [note], flags: []))
    }
}
