public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// What a customer's control page shows.
    ///
    /// - Throws: `DoorstepError.unknownLink`, `.linkRevoked`.
    public func openControl(_ token: Secret<String>) async throws -> ControlView {
        let digest = tokens.digest(of: token)
        return try await storage.read { tx in
            let author = try controller(digest, in: tx)
            guard let brand = try brandView(of: author.organizationID, in: tx),
                case .customer(let id) = author.identity,
                let customer = try tx.customers.find(id, in: author.organizationID),
                let organization = try tx.organizations.find(author.organizationID)
            else { throw DoorstepError.unknownLink }
            let zone = try tx.requests.ofCustomer(id, in: author.organizationID, limit: 1).first?.recipient.zone
            let authorizations = try tx.authorizations.ofCustomer(id, in: author.organizationID, limit: 100)
            return ControlView(
                brand: brand, customerName: customer.name, zone: zone ?? organization.timeZone,
                connections: try authorizations.filter { $0.grantedAt != nil }.compactMap {
                    try controlConnection($0, in: tx)
                })
        }
    }

    /// Makes a permission last longer or shorter.
    ///
    /// - Throws: `DoorstepError`; `.notPossible` where it is not in force.
    public func changeTerm(
        _ token: Secret<String>, of id: Connection.ID, to term: AuthorizationTerm, from circumstances: Circumstances
    ) async throws {
        let digest = tokens.digest(of: token)
        try await deciding { tx in
            let author = try controller(digest, in: tx.reading)
            let connection = try self.connection(id, of: author, in: tx)
            guard let old = try tx.authorizations.of(id, in: author.organizationID), old.isLive(at: clock.now()) else {
                throw UseCaseError.notPossible(connection.state.status)
            }
            let consent = Consent(
                giver: .customer, at: clock.now(), term: term, scope: old.scope,
                textVersion: Consent.currentTextVersion, language: circumstances.language,
                address: circumstances.address, userAgent: circumstances.userAgent)
            _ = try grant(
                consent, to: connection, withCredentials: false, in: try zone(ofCustomer: author, in: tx.reading),
                by: author, in: tx)
            // Whoever asked for a renewal has it.
            if let open = try tx.requests.open(of: id),
                try tx.requests.items(open.id).contains(where: { $0.targetID == id && $0.ask == .reauthorize })
            {
                try endItems(about: id, as: .healed, by: author, in: tx)
            }
        }
    }

    /// Stops collecting until the customer goes on with it.
    public func pauseByCustomer(_ token: Secret<String>, _ id: Connection.ID) async throws {
        try await change(id, by: token, action: .connectionPaused) { state in
            state.covers.contains(.paused) ? nil : .paused(by: .customer)
        }
    }

    /// Goes on where he paused.
    public func resumeByCustomer(_ token: Secret<String>, _ id: Connection.ID) async throws {
        try await change(id, by: token, action: .connectionResumed) { state in
            state.covers.contains(.paused) ? .resumed : nil
        }
    }

    /// Takes the permission back: credentials and collected data are destroyed at once.
    public func revokeByCustomer(_ token: Secret<String>, _ id: Connection.ID) async throws {
        try await revokeAuthorization(of: id, by: controller(token))
    }

    /// Ticks which accounts are shared.
    public func shareAccounts(
        control token: Secret<String>, of id: Connection.ID, _ shared: Set<Account.ID>
    ) async throws {
        let digest = tokens.digest(of: token)
        try await deciding { tx in
            let author = try controller(digest, in: tx.reading)
            try share(shared, of: try self.connection(id, of: author, in: tx), by: author, in: tx)
        }
    }

    /// Sends a lost control link back, to whoever holds a permission under this address; to each organization's customer of
    /// his own. The answer is the same whether or not anybody does.
    ///
    /// - Throws: `.invalid` naming `email` for what is no address.
    public func sendControlLink(to email: String) async throws {
        var check = FieldCheck()
        let address = check.email("email", email)
        try check.finish()
        let customers = try await storage.read { tx in try tx.customers.system(email: address, limit: 20) }
        for customer in customers {
            try await storage.write { tx in
                let known = try tx.authorizations.ofCustomer(customer.id, in: customer.organizationID, limit: 1)
                guard !known.isEmpty else { return }
                try queueLetter(.controlLink, toCustomer: customer.id, at: address, in: tx)
            }
        }
    }

    /// The zone that a customer reads dates in, where a request told it.
    private func zone(ofCustomer author: Author, in tx: Reading) throws -> TimeZone? {
        guard case .customer(let id) = author.identity else { return nil }
        return try tx.requests.ofCustomer(id, in: author.organizationID, limit: 1).first?.recipient.zone.zone
    }

    private func change(
        _ id: Connection.ID, by token: Secret<String>, action: AuditAction,
        _ event: @escaping @Sendable (ConnectionState) throws -> ConnectionEvent?
    ) async throws {
        try await changeStatus(of: id, by: controller(token), action: action, event)
    }

    private func controller(_ token: Secret<String>) async throws -> Author {
        let digest = tokens.digest(of: token)
        return try await storage.read { tx in try controller(digest, in: tx) }
    }

    /// The customer who holds a control link.
    func controller(_ digest: String, in tx: Reading) throws -> Author {
        guard let link = try tx.customerLinks.find(digest), link.requestID == nil else {
            throw DoorstepError.unknownLink
        }
        switch linkState(link, at: clock.now()) {
        case .revoked: throw DoorstepError.linkRevoked
        case .expired: throw DoorstepError.linkExpired
        case .usable: break
        }
        return Author(organizationID: link.organizationID, identity: .customer(link.customerID))
    }

    private func controlConnection(_ authorization: Authorization, in tx: Reading) throws -> ControlConnection? {
        let organization = authorization.organizationID
        guard let connection = try tx.connections.find(authorization.connectionID, in: organization) else {
            return nil
        }
        let utility = providerName(connection.providerKey)
        return ControlConnection(
            id: connection.id, utility: ProviderReference(key: connection.providerKey, name: utility),
            status: connection.state.status, customerText: connection.customerText(utility: utility),
            loginHint: authorization.state == .revoked ? nil : connection.loginHint, authorization: authorization,
            isPaused: connection.state.covers.contains(.paused),
            ask: try mayRepair(connection, in: tx) ? connection.ask : nil,
            accounts: try tx.accounts.ofConnection(connection.id, in: organization).map(DoorstepAccount.init),
            lastSuccessAt: connection.state.lastSuccessAt, visits: try visits(of: connection, in: tx))
    }

    /// Sign-ins, downloads and messages that were read, the newest first.
    private func visits(of connection: Connection, in tx: Reading) throws -> [ControlVisit] {
        let organization = connection.organizationID
        let runs = try tx.runs.ofConnection(connection.id, in: organization, limit: 50).map {
            ControlVisit(at: $0.startedAt ?? $0.queuedAt, kind: .signIn($0.trigger, $0.outcome))
        }
        let downloads = try tx.audit.opened(documentsOf: connection.id, in: organization, limit: 50).map {
            ControlVisit(at: $0, kind: .download)
        }
        let messages = try tx.receivedMessages.ofConnection(connection.id, in: organization, limit: 50).map {
            let isRefused = connection.kind == .email && $0.verdict == .tooLate
            return ControlVisit(at: $0.receivedAt, kind: isRefused ? .refusedMail : .message($0.verdict))
        }
        return Array((runs + downloads + messages).sorted { $0.at > $1.at }.prefix(50))
    }
}
