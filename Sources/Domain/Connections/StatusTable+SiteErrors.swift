extension StatusTable {
    /// The five statuses whose trouble lies with the site, the connector or what the login leads to.
    static func siteError(_ status: ConnectionStatus) -> StatusEntry {
        switch status {
        case .underInvestigation:
            row(
                status, "Under investigation",
                meaning: """
                    The connector no longer fits the site, or the site blocks it; the fault is ours to solve.
                    """,
                customer: """
                    {utility} changed something on its website and we are adjusting to it. There is nothing you need \
                    to do.
                    """,
                actor: .operator, action: .takeOver, retry: .canary, notes: ["retrying"])
        case .websiteDown:
            row(
                status, "Website down",
                meaning: "The site does not answer, answers 5xx, or announces maintenance.",
                customer: """
                    {utility}'s website is not available at the moment. We keep trying and will catch up by ourselves.
                    """,
                actor: .utility, action: .waitForUtility, retry: .ladder, notes: ["utility_down", "retrying"])
        case .urlInaccessible:
            row(
                status, "Address not reachable",
                meaning: """
                    The stored address is wrong or dead: no DNS, TLS failure, 404/410 on the sign-in page, for more \
                    than 24 hours.
                    """,
                customer: "We cannot reach {utility} at the address we have. We are looking for the right one.",
                actor: .operator, action: .correctAddress, retry: .daily, notes: ["utility_down"])
        case .noAccountsFound:
            row(
                status, "No accounts found",
                meaning: "Sign-in works, no usable service account is behind it.",
                customer: """
                    We signed in, but {utility} shows no account there yet. You may have another sign-in, or the \
                    account still has to be added on their site.
                    """,
                actor: .customer, wizard: .signIn, action: .reconnect, retry: .daily,
                shown: "updated", notes: ["access_valid", "meters_empty"])
        default:
            row(
                .otherError, "Other error",
                meaning: "Nothing above fits, or this kind of sign-in cannot be automated.",
                customer: "We ran into a problem with {utility} and are looking into it.",
                actor: .operator, wizard: .signIn, action: .reconnect, retry: .dailyThrice,
                notes: ["unexpected_error"])
        }
    }

    private static func row(
        _ status: ConnectionStatus, _ name: String, meaning: String, customer: String, actor: Actor,
        wizard: Wizard = .none, action: NextAction, retry: RetryPolicy, shown: String = "errored", notes: [String]
    ) -> StatusEntry {
        StatusEntry(
            status: status, displayName: name, meaning: meaning, customerTemplate: customer, actor: actor,
            wizard: wizard, nextAction: action, isGreyed: false, ownFilters: [.website], retry: retry,
            nectar: NectarView(status: status.rawValue, isActive: true),
            utilityAPI: UtilityAPIView(status: shown, notes: notes, flags: []))
    }
}
