import Domain
import Ports
import Store

/// What a line of a connection's timeline tells.
enum TimelineKind: String {
    case created, repaired, archived, unarchived
    case statusChanged = "status_changed"
    case credentialsReplaced = "credentials_replaced"
    case codeRouteSetUp = "code_route_set_up"
    case codesTurnedOff = "codes_turned_off"
    case codeRouteStopped = "code_route_stopped"
    case codeUnexpected = "code_unexpected"
    case codesSilent = "codes_silent"
    case forwardingSetUp = "forwarding_set_up"
    case forwardingStopped = "forwarding_stopped"
    case authorizationGranted = "authorization_granted"
    case authorizationRenewed = "authorization_renewed"
    case authorizationEnding = "authorization_ending"
    case renewalDeclined = "renewal_declined"
    case customerAsked = "customer_asked"
    case accountsChosen = "accounts_chosen"
    case otherUtilityChosen = "other_utility_chosen"

    /// One plain sentence.
    func sentence(
        to status: ConnectionStatus?, reason: Reason?, of kind: ConnectionKind, utility: String
    ) -> String {
        switch self {
        case .created: "The connection was added."
        case .repaired: "The connection works again."
        case .archived: "The connection was archived."
        case .unarchived: "The connection was brought back from the archive."
        case .credentialsReplaced: "A new sign-in was stored."
        case .codeRouteSetUp: "A way for codes to arrive was chosen."
        case .codesTurnedOff: "Codes were switched off: \(utility) no longer asks for one."
        case .codeRouteStopped: "Code forwarding was stopped. Nothing that comes for it is read."
        case .codeUnexpected:
            "A code of \(utility) arrived that nothing here asked for. Somebody else may be signing in."
        case .codesSilent: "Two codes in a row were asked for and did not reach us."
        case .forwardingSetUp: "It got a new address for bills. The one before takes nothing any more."
        case .forwardingStopped: "Forwarding was stopped. Nothing that comes for it is taken."
        case .authorizationGranted: "The customer gave the permission."
        case .authorizationRenewed: "The customer renewed the permission."
        case .authorizationEnding: "The permission will end soon."
        case .renewalDeclined: "The customer declined a request. The permission that is in force goes on."
        case .customerAsked: "The customer was asked to act."
        case .accountsChosen: "The customer chose which accounts are shared."
        case .otherUtilityChosen: "The customer's account is with another utility; a new connection was begun for it."
        case .statusChanged:
            status.map { Cause.sentence($0, reason ?? .usual(for: $0), of: kind, utility: utility) } ?? ""
        }
    }
}

extension Workplace {
    /// Writes a line of the timeline, in the transaction that causes it.
    func note(
        _ kind: TimelineKind, of connection: Connection, from: ConnectionStatus? = nil, to: ConnectionStatus? = nil,
        by author: AuditEntry.Author, run: Run.ID? = nil, in tx: Writing
    ) throws {
        try tx.timeline.append(
            ConnectionEventEntry(
                id: identifiers.next(), organizationID: connection.organizationID, connectionID: connection.id,
                at: clock.now(), kind: kind.rawValue, fromStatus: from, toStatus: to,
                reason: connection.state.shownReason, runID: run, author: author))
    }
}
