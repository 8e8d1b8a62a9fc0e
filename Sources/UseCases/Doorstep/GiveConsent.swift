public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// *Continue*: the customer agrees. A permission that is still in force is renewed by that alone; where he must sign in,
    /// the consent waits for it. Somebody who agreed before and comes back changes nothing but how long and how much.
    ///
    /// - Parameter choice: how much; nil for what is proposed, or for what he chose before.
    /// - Throws: `DoorstepError`; `.invalid` naming `term`.
    public func consent(
        _ token: Secret<String>, to term: AuthorizationTerm, sharing choice: ScopeChoice? = nil,
        from circumstances: Circumstances
    ) async throws {
        let digest = tokens.digest(of: token)
        try await deciding { tx in
            var guest = try admit(digest, in: tx.reading)
            let now = clock.now()
            let isFirst = guest.request.consent == nil
            let zone = guest.request.recipient.zone.zone
            guard term.end(from: now, in: zone).map({ $0 > now }) ?? true else {
                throw UseCaseError.invalid([
                    FieldProblem(field: "term", code: "over", message: "Choose a last day that is not over yet.")
                ])
            }
            let before = guest.request.consent.flatMap { AuthorizationTerm($0.term) } ?? guest.request.term
            let proposed = try tx.choices.requests(of: guest.request.organizationID).proposedScope
            let choiceBefore = guest.request.consent?.scope.choice ?? proposed
            let isChanged = term != before || choice ?? choiceBefore != choiceBefore
            let consent = Consent(
                giver: .customer, at: now, term: term, scope: (choice ?? choiceBefore).scope(at: now, in: zone),
                textVersion: Consent.currentTextVersion, language: circumstances.language,
                address: circumstances.address, userAgent: circumstances.userAgent)
            guest.request.consent = consent
            guest.request.openedAt = guest.request.openedAt ?? now
            guest.request.startedAt = guest.request.startedAt ?? now
            try save(&guest.request, in: tx)
            if isFirst { try note(.started, of: guest.request, by: guest.author.auditAuthor, in: tx) }
            for item in guest.items where item.state == .open {
                try agree(to: item, consent, isChanged: isChanged, by: guest, in: tx)
            }
            try thankIfDone(guest.request.id, in: tx)
        }
    }

    /// What the consent alone brings about for one connection.
    private func agree(
        to item: RequestItem, _ consent: Consent, isChanged: Bool, by guest: DoorstepGuest, in tx: Writing
    ) throws {
        guard let connection = try tx.connections.find(item.targetID, in: guest.request.organizationID) else { return }
        if connection.state.status == .authorizationRevoked {
            // A revoked permission is final: the new one belongs to a new connection.
            _ = try replace(item, by: connection.providerKey, replaces: connection.id, for: guest, in: tx)
            return
        }
        let isLive =
            try tx.authorizations.of(connection.id, in: guest.request.organizationID)?
            .isLive(at: clock.now()) ?? false
        // Where mail is forwarded nothing has to be signed in to: the consent alone is enough.
        guard isLive || connection.kind == .email else { return }
        if item.ask == .reauthorize || connection.kind == .email {
            _ = try grant(
                consent, to: connection, withCredentials: false, in: guest.request.recipient.zone.zone,
                by: guest.author, in: tx)
            try endItems(about: item.targetID, as: .done, by: guest.author, in: tx)
        } else if isChanged {
            _ = try grant(
                consent, to: connection, withCredentials: false, in: guest.request.recipient.zone.zone,
                by: guest.author, in: tx)
        }
        if item.ask == .repair, connection.state.status == .connected {
            try endItems(about: item.targetID, as: .healed, by: guest.author, in: tx)
        }
    }

    /// Another utility than the one that was asked about: a new connection there takes its place in the request; the old one
    /// stays as it is.
    ///
    /// - Throws: `DoorstepError`; `.invalid` naming `provider`.
    public func chooseUtility(_ token: Secret<String>, for item: Connection.ID, _ key: String) async throws {
        let digest = tokens.digest(of: token)
        let provider = try self.provider(named: key)
        try await deciding { tx in
            let guest = try admit(digest, in: tx.reading)
            let old = try guest.item(item)
            guard let connection = try tx.connections.find(item, in: guest.request.organizationID),
                connection.providerKey != provider.key
            else { return }
            _ = try replace(old, by: provider.key, replaces: nil, for: guest, in: tx)
            try note(.otherUtilityChosen, of: connection, by: guest.author.auditAuthor, in: tx)
        }
    }

    /// A new connection of the same customer, which its request now asks about.
    private func replace(
        _ item: RequestItem, by provider: ProviderKey, replaces: Connection.ID?, for guest: DoorstepGuest,
        in tx: Writing
    ) throws -> Connection {
        let now = clock.now()
        let organization = guest.request.organizationID
        var connection = Connection(
            id: newID(), organizationID: organization, customerID: guest.request.customerID, providerKey: provider,
            createdAt: now, state: .created(at: now))
        connection.state.nextAttemptAt = nil
        try tx.connections.insert(connection)
        try tx.authorizations.insert(
            Authorization(
                id: newID(), organizationID: organization, connectionID: connection.id, term: guest.request.term,
                createdAt: now, replaces: replaces))
        var item = item
        item.replacementID = connection.id
        try tx.requests.save(item)
        try record(.connectionCreated, of: connection.id, by: guest.author, in: tx)
        try note(.created, of: connection, to: .pending, by: guest.author.auditAuthor, in: tx)
        tx.announce(Change(topic: .organization(organization)))
        return connection
    }

    /// With the last item done, the receipt goes out, and with it the way to the control page.
    func thankIfDone(_ id: CustomerRequest.ID, in tx: Writing) throws {
        guard let request = try tx.requests.system(id), request.state == .completed else { return }
        try queueLetter(.receipt, toCustomer: request.customerID, about: request, in: tx)
    }
}
