import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// The authorization of a new connection that a member or an API key makes: the organization says that the customer
    /// agreed elsewhere.
    func affirm(_ connection: Connection, by author: Author, in tx: Writing) throws {
        let now = clock.now()
        let settings = try tx.choices.requests(of: author.organizationID)
        let zone = zone(of: connection)
        let term = settings.proposedTerm(at: now, in: zone)
        var choice = settings.proposedScope
        // What is forwarded comes later by its nature.
        if connection.kind == .email { choice.isOngoing = true }
        let scope = choice.scope(at: now, in: zone)
        var authorization = Authorization(
            id: newID(), organizationID: connection.organizationID, connectionID: connection.id, createdAt: now)
        authorization.grant(term, scope: scope, in: zone, at: now)
        try tx.authorizations.insert(authorization)
        let consent = Consent(
            giver: .organization, at: now, term: term, scope: scope, textVersion: Consent.currentTextVersion,
            language: .english, address: nil, userAgent: nil)
        try tx.authorizations.keep(consent, as: identifiers.next(), of: authorization)
    }

    /// Puts a customer's consent in force: for the first time, anew, or for longer. Nothing is signed in to by that.
    ///
    /// - Parameters:
    ///   - withCredentials: he signs in too, so that an ended permission begins anew.
    ///   - zone: whose calendar its dates follow; nil for the provider's.
    /// - Returns: the connection as it is now.
    func grant(
        _ consent: Consent, to connection: Connection, withCredentials: Bool, in zone: TimeZone? = nil,
        by author: Author,
        in tx: Writing
    ) throws -> Connection {
        guard var authorization = try tx.authorizations.of(connection.id, in: connection.organizationID),
            authorization.state != .revoked, let term = AuthorizationTerm(consent.term)
        else { throw UseCaseError.notPossible(connection.state.status) }
        let isFirst = authorization.state == .requested || authorization.state == .declined
        authorization.grant(term, scope: consent.scope, in: zone ?? self.zone(of: connection), at: clock.now())
        try tx.authorizations.save(authorization)
        try tx.authorizations.keep(consent, as: identifiers.next(), of: authorization)
        try record(isFirst ? .authorizationGranted : .authorizationRenewed, of: authorization.id, by: author, in: tx)
        try note(
            isFirst ? .authorizationGranted : .authorizationRenewed, of: connection, by: author.auditAuthor, in: tx)
        let isCovered = !connection.state.covers.isDisjoint(with: [.authorizationExpired, .authorizationDeclined])
        guard connection.kind == .email, isCovered else {
            return try apply(
                .authorizationRenewed(withCredentials: withCredentials), to: connection, by: author.auditAuthor, in: tx)
        }
        return try beginAnew(connection, by: author, in: tx)
    }

    /// Mail may come again. What was sealed under the old key is gone with it; nothing is tried: what comes decides.
    private func beginAnew(_ connection: Connection, by author: Author, in tx: Writing) throws -> Connection {
        if try tx.dataKeys.find(owner: connection.id.uuid) == nil {
            try tx.dataKeys.put(sealing.makeDataKey(for: connection.id.uuid), owner: connection.id.uuid)
        }
        var begun = try apply(
            .authorizationRenewed(withCredentials: true), to: connection, by: author.auditAuthor, in: tx)
        begun.state.nextAttemptAt = nil
        try tx.connections.save(begun)
        begun.version += 1
        return begun
    }

    /// Dates of a consent are those of the provider's calendar.
    func zone(of connection: Connection) -> TimeZone {
        connectors.provider(connection.providerKey).flatMap { TimeZone(identifier: $0.timeZone) } ?? .gmt
    }
}
