extension StatusTable {
    /// The six statuses that hide a sign-in status.
    static func cover(_ status: ConnectionStatus) -> StatusEntry {
        switch status {
        case .companyInactive:
            row(
                status, "Company inactive", meaning: "The company was deactivated in Tieline.",
                customer: "This connection is resting because the service was switched off by its operator.",
                actor: .operator, action: .reactivateCompany, isGreyed: true,
                nectar: NectarView(status: "COMPANY_INACTIVE", isActive: true),
                utilityAPI: UtilityAPIView(status: nil, notes: [], flags: ["user_status: inactive"]))
        case .authorizationExpired:
            row(
                status, "Authorization expired",
                meaning: "The customer's permission reached its end date; credentials are deleted, data stays.",
                customer: """
                    Your permission for us to use your {utility} data has run out. You can renew it with one form.
                    """,
                actor: .customer, wizard: .authorizationForm, action: .renewAuthorization,
                filters: [.expiredOrDeclined],
                nectar: NectarView(status: "ADDITIONAL_CREDENTIALS_NEEDED", isActive: true),
                utilityAPI: UtilityAPIView(status: nil, notes: [], flags: ["is_expired: true"]))
        case .authorizationDeclined:
            row(
                status, "Authorization declined", meaning: "The customer said no.",
                customer: "You chose not to share your {utility} data. You can change your mind any time.",
                wizard: .authorizationForm, action: .askAgain, filters: [.expiredOrDeclined],
                utilityAPI: UtilityAPIView(status: "errored", notes: [], flags: ["is_declined: true"]))
        case .authorizationRevoked:
            row(
                status, "Authorization revoked",
                meaning: """
                    The customer, or the operator, withdrew permission; credentials and collected data are deleted.
                    """,
                customer: """
                    Sharing has been stopped and your data has been deleted here. Thank you for having used it.
                    """,
                wizard: .authorizationForm, action: .newAuthorization, filters: [.expiredOrDeclined],
                utilityAPI: UtilityAPIView(status: nil, notes: ["meters_empty"], flags: ["is_revoked: true"]))
        case .providerRetired:
            row(
                status, "Provider retired",
                meaning: """
                    The utility or this way of reaching it is gone for good; a replacement path has to be chosen.
                    """,
                customer: """
                    {utility} has moved its online service. We will tell you as soon as there is a new way to connect.
                    """,
                actor: .operator, action: .chooseReplacement, filters: [.website],
                utilityAPI: UtilityAPIView(status: "errored", notes: ["access_unsupported"], flags: []))
        default:
            row(
                .paused, "Paused", meaning: "Somebody in Tieline paused collection.",
                customer: "Collection is paused. Nothing is wrong.", action: .resume, isGreyed: true,
                nectar: NectarView(status: nil, isActive: false),
                utilityAPI: UtilityAPIView(status: nil, notes: [], flags: ["ongoing_monitoring.frequency: off"]))
        }
    }

    private static func row(
        _ status: ConnectionStatus, _ name: String, meaning: String, customer: String, actor: Actor = .nobody,
        wizard: Wizard = .none, action: NextAction, isGreyed: Bool = false, filters: Set<ConnectionFilter> = [],
        nectar: NectarView = NectarView(status: "OTHER_ERROR", isActive: false), utilityAPI: UtilityAPIView
    ) -> StatusEntry {
        StatusEntry(
            status: status, displayName: name, meaning: meaning, customerTemplate: customer, actor: actor,
            wizard: wizard, nextAction: action, isGreyed: isGreyed, ownFilters: filters, retry: .off, nectar: nectar,
            utilityAPI: utilityAPI)
    }
}
