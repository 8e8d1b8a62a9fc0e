public import Foundation

/// One connection that a request asks about.
public struct RequestItem: Sendable, Equatable {
    public let requestID: CustomerRequest.ID
    public let connectionID: Connection.ID
    public let ask: RequestAsk
    public var state: State
    public var endedAt: Date?
    /// The connection that was made in place of this one: a new authorization after a revoked one, or another utility.
    public var replacementID: Connection.ID?
    /// The run of the customer's own sign-in: what other runs found is not shown to whoever holds the link.
    public var runID: Run.ID?

    public enum State: String, CaseIterable, Sendable, Codable {
        /// Its request is a draft.
        case planned
        case open
        case done
        case healed
        case declined
        /// The request ended without it.
        case dropped
    }

    public init(
        requestID: CustomerRequest.ID, connectionID: Connection.ID, ask: RequestAsk, state: State = .planned,
        endedAt: Date? = nil, replacementID: Connection.ID? = nil,
        runID: Run.ID? = nil
    ) {
        self.requestID = requestID
        self.connectionID = connectionID
        self.ask = ask
        self.state = state
        self.endedAt = endedAt
        self.replacementID = replacementID
        self.runID = runID
    }

    /// The connection that the customer signs in for.
    public var targetID: Connection.ID { replacementID ?? connectionID }
}

/// What a customer is asked to do about one connection.
public enum RequestAsk: String, CaseIterable, Sendable, Codable {
    /// Give the permission for the first time, or anew after he declined or revoked it.
    case authorize
    /// Renew a permission that ended or will end.
    case reauthorize
    /// Sign in again: the one we have no longer works.
    case repair
    /// Sign in again so that accounts which were added are found.
    case accounts

    /// What a status calls for; nil where there is nothing to ask a customer. A healthy connection may be asked for new
    /// accounts, by hand only.
    public static func suited(to status: ConnectionStatus) -> RequestAsk? {
        switch status {
        case .passwordIncorrect, .mfaTokenExpired, .newPasswordNeeded, .additionalCredentialsNeeded, .accountLocked:
            .repair
        case .noAccountsFound, .connected: .accounts
        case .authorizationExpired: .reauthorize
        case .authorizationDeclined, .authorizationRevoked, .pending: .authorize
        case .underInvestigation, .websiteDown, .urlInaccessible, .otherError, .companyInactive, .providerRetired,
            .paused:
            nil
        }
    }

    /// Whether an incident at the provider holds it back: what broke may be the provider's own doing.
    public var waitsForIncident: Bool { self == .repair || self == .accounts }

    /// Whether a change of status shows that nothing is left to ask.
    public func isHealed(by status: ConnectionStatus, from old: ConnectionStatus) -> Bool {
        switch self {
        case .repair: status == .connected
        case .reauthorize: old.isWithoutPermission && !status.isWithoutPermission
        case .accounts: old == .noAccountsFound && status == .connected
        case .authorize: false
        }
    }
}

extension ConnectionStatus {
    /// No permission is in force.
    fileprivate var isWithoutPermission: Bool {
        [.authorizationExpired, .authorizationDeclined, .authorizationRevoked].contains(self)
    }
}
