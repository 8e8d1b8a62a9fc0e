/// One row of the status table: everything that pages, API, facades and documents say about a status.
public struct StatusEntry: Sendable, Equatable {
    public let status: ConnectionStatus
    public let displayName: String
    /// What it means, for the operator.
    public let meaning: String
    /// What the customer reads, with `{utility}` where the provider's name goes; see `customerText(utility:)`.
    public let customerTemplate: String
    public let actor: Actor
    /// What *Reconnect* opens.
    public let wizard: Wizard
    public let nextAction: NextAction
    /// Shown greyed and never counted as needing attention: only *All* lists it.
    public let isGreyed: Bool
    /// Filters it belongs to beside *Needs attention* (which follows from the actor) and *All*.
    let ownFilters: Set<ConnectionFilter>
    public let retry: RetryPolicy
    public let nectar: NectarView
    public let utilityAPI: UtilityAPIView

    /// Every filter whose rows have this status.
    public var filters: Set<ConnectionFilter> {
        var all = ownFilters.union([.all])
        if !isGreyed, actor == .customer || actor == .operator { all.insert(.needsAttention) }
        return all
    }

    /// The customer's text with the provider's name in it.
    public func customerText(utility: String) -> String {
        customerTemplate.split(separator: "{utility}", omittingEmptySubsequences: false).joined(separator: utility)
    }
}

/// The set-up that a person is led through to repair a connection.
public enum Wizard: String, Sendable, Codable, CaseIterable {
    case none
    case signIn = "sign_in"
    case codeForwarding = "code_forwarding"
    case authorizationForm = "authorization_form"
}

/// What the Nectar-compatible API says. A nil status repeats the one before.
public struct NectarView: Sendable, Equatable {
    public let status: String?
    public let isActive: Bool
}

/// What the UtilityAPI-compatible API says. A nil status repeats the one before.
public struct UtilityAPIView: Sendable, Equatable {
    public let status: String?
    public let notes: [String]
    /// Flags beside the status, e.g. `is_expired: true`.
    public let flags: [String]
}
