import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// A customer's page as it stands.
    ///
    /// - Parameters:
    ///   - linkEndsAt: until when the link in hand works.
    ///   - isPreview: nothing was sent yet: what is planned is shown as if it were asked.
    func doorstep(
        _ request: CustomerRequest, link: DoorstepView.Link, linkEndsAt: Date? = nil, isPreview: Bool = false,
        in tx: Reading
    ) throws -> DoorstepView {
        guard let brand = try brandView(of: request.organizationID, in: tx) else { throw DoorstepError.unknownLink }
        let customer = try tx.customers.find(request.customerID, in: request.organizationID)
        let term = request.consent.flatMap { AuthorizationTerm($0.term) } ?? request.term
        let items = try tx.requests.items(request.id).compactMap { item -> DoorstepItem? in
            var item = item
            if isPreview, item.state == .planned { item.state = .open }
            return try doorstepItem(item, of: request, in: tx)
        }
        let zone = request.recipient.zone
        let now = clock.now()
        let proposed = try tx.choices.requests(of: request.organizationID).proposedScope
        return DoorstepView(
            requestID: request.id, brand: brand, link: link, state: request.state,
            recipientName: request.recipient.name, customerName: customer?.name ?? "", note: request.note,
            language: request.recipient.language, zone: zone, term: term,
            termEndsAt: term.end(from: request.consent?.at ?? now, in: zone.zone),
            scope: request.consent?.scope ?? proposed.scope(at: now, in: zone.zone),
            hasConsented: request.consent != nil,
            expiresAt: [request.expiresAt, linkEndsAt].compactMap { $0 }.min(), isSilenced: request.isSilenced,
            items: items)
    }

    private func doorstepItem(
        _ item: RequestItem, of request: CustomerRequest, in tx: Reading
    ) throws -> DoorstepItem? {
        guard let connection = try tx.connections.find(item.targetID, in: request.organizationID) else { return nil }
        let authorization = try tx.authorizations.of(connection.id, in: request.organizationID)
        let provider = connectors.provider(connection.providerKey)
        let isAuthorized = authorization?.isLive(at: clock.now()) ?? false
        return DoorstepItem(
            connectionID: connection.id, ask: item.ask, state: item.state,
            utility: ProviderReference(key: connection.providerKey, name: providerName(connection.providerKey)),
            portalHost: provider.flatMap { URL(string: $0.address)?.host() } ?? "", status: connection.state.status,
            reason: connection.state.shownReason, loginHint: connection.loginHint,
            authorizationEndsAt: authorization?.expiresAt,
            isAuthorized: isAuthorized, scope: isAuthorized ? authorization?.scope : nil,
            isForwarded: connection.kind == .email,
            step: try step(item, of: request, connection, at: provider, in: tx))
    }

    private func step(
        _ item: RequestItem, of request: CustomerRequest, _ connection: Connection, at provider: Provider?,
        in tx: Reading
    ) throws -> DoorstepStep {
        guard item.state == .open else { return .done }
        guard request.consent != nil else { return .consent }
        // What other runs find is none of a link holder's business.
        let run = try item.runID.flatMap { try tx.runs.find($0, in: request.organizationID) }
        if let run, run.endedAt == nil { return .progress(try doorstepRun(run, at: provider, in: tx)) }
        let status = connection.state.status
        if let run, run.statusAfter == .connected, status == .connected {
            let accounts = try tx.accounts.ofConnection(connection.id, in: request.organizationID)
            return .accounts(accounts.map(DoorstepAccount.init), run: try doorstepRun(run, at: provider, in: tx))
        }
        guard let provider, connection.kind == .online else { return .waiting }
        let isRefused = if case .passwordRejected = run?.outcome { true } else { false }
        if status == .mfaTokenExpired, connection.credentialVersion > 0, !isRefused { return .code }
        guard mayStillSignIn(status, after: run) else { return .waiting }
        let asked = try connection.state.evidenceRunID.flatMap { try tx.runs.find($0, in: request.organizationID) }
        return .signIn(
            DoorstepSignIn(
                // Nothing that is stored is used for him: who holds the link need not be who stored it.
                fields: SignInFields.prompts(of: provider, beyond: asked?.prompts ?? []).map {
                    ReconnectField(prompt: $0, mayStayBlank: false)
                },
                lastOutcome: run?.outcome, attemptsLeft: nil, deepLink: connection.state.deepLink))
    }

    /// Whether a sign-in by the customer helps in this status.
    private func mayStillSignIn(_ status: ConnectionStatus, after run: Run?) -> Bool {
        switch status {
        case .pending: run == nil
        case .connected, .passwordIncorrect, .mfaTokenExpired, .newPasswordNeeded, .additionalCredentialsNeeded,
            .accountLocked, .noAccountsFound, .authorizationExpired, .authorizationDeclined:
            true
        case .underInvestigation, .websiteDown, .urlInaccessible, .otherError, .companyInactive,
            .authorizationRevoked, .providerRetired, .paused:
            false
        }
    }

    private func doorstepRun(_ run: Run, at provider: Provider?, in tx: Reading) throws -> DoorstepRun {
        DoorstepRun(
            id: run.id, stages: run.stages, queuedAt: run.queuedAt, endedAt: run.endedAt, outcome: run.outcome,
            codeWait: try codeWait(of: run, provider: provider, tx), proof: run.proof)
    }
}

extension DoorstepAccount {
    init(_ account: Account) {
        self.init(
            id: account.id, number: account.number, serviceAddress: account.serviceAddress,
            commodities: Set(account.meters.map(\.commodity)), isShared: account.withheldAt == nil)
    }
}
