import Domain
import Ports
import Store

/// Everything the audit log knows; the raw value is what is stored.
public enum AuditAction: String, CaseIterable, Sendable {
    case organizationCreated = "organization.created"
    case timeZoneChanged = "organization.time_zone_changed"
    case memberInvited = "member.invited"
    case memberJoined = "member.joined"
    case memberSignedIn = "member.signed_in"
    case memberRoleChanged = "member.role_changed"
    case memberDisabled = "member.disabled"
    case memberEnabled = "member.enabled"
    case passwordChanged = "member.password_changed"
    case signInLinkIssued = "member.sign_in_link_issued"
    case apiKeyCreated = "api_key.created"
    case apiKeyRevoked = "api_key.revoked"
    case connectionCreated = "connection.created"
    case credentialsReplaced = "credentials.replaced"
    case attendedSignInBegun = "sign_in.attended"
    case checkRequested = "check.requested"
    case resendConfirmed = "check.resend_confirmed"
    case connectionPaused = "connection.paused"
    case connectionResumed = "connection.resumed"
    case connectionArchived = "connection.archived"
    case connectionUnarchived = "connection.unarchived"
    case connectionUnlocked = "connection.unlocked"
    case connectionReclassified = "connection.reclassified"
    case codeRouteSetUp = "code_route.set_up"
    case codesTurnedOff = "code_route.turned_off"
    case codeRouteStopped = "code_route.stopped"
    case rehearsalRequested = "code_route.rehearsed"
    case codeAnswered = "code.answered"
    case liveCodeRequested = "code.typed_live"
    case forwardingSetUp = "forwarding.set_up"
    case forwardingStopped = "forwarding.stopped"
    case mailFiled = "mail.filed"
    case mailSetAside = "mail.set_aside"
    case documentOpened = "document.opened"
    case authorizationGranted = "authorization.granted"
    case authorizationRenewed = "authorization.renewed"
    case authorizationDeclined = "authorization.declined"
    case authorizationExpired = "authorization.expired"
    /// Credentials and collected data were destroyed with it.
    case authorizationRevoked = "authorization.revoked"
    case accountsShared = "authorization.accounts_chosen"
    case requestSent = "request.sent"
    case requestRevoked = "request.revoked"
    case requestLinkCopied = "request.link_copied"
    case requestHandedOver = "request.handed_over"
    case controlLinksRevoked = "customer.links_revoked"
    case requestSettingsChanged = "organization.requests_changed"
    case logoChanged = "organization.logo_changed"
    case returnKeyMade = "organization.return_key_made"
}

extension Workplace {
    /// Writes who did what, in the transaction that does it.
    func record<Entity: Identified>(
        _ action: AuditAction, of subject: Identifier<Entity>, by author: Author, in tx: Writing
    ) throws {
        try record(action, of: subject, by: author.auditAuthor, in: author.organizationID, tx)
    }

    func record<Entity: Identified>(
        _ action: AuditAction, of subject: Identifier<Entity>, by author: AuditEntry.Author,
        in organization: Organization.ID, _ tx: Writing
    ) throws {
        try tx.audit.append(
            AuditEntry(
                id: newID(), organizationID: organization, at: clock.now(), author: author, action: action.rawValue,
                subject: subject.prefixed))
    }
}
