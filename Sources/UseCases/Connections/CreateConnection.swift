import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Creates a connection, finding or making its customer; with credentials the first run is queued at once.
    ///
    /// - Throws: `.invalid` naming `provider`, `customer_name`, `customer_email`, `sites`, `collect_from` or a sign-in
    ///   field; `.notFound(.customer)`.
    public func createConnection(_ new: NewConnection, by author: Author) async throws -> CreatedConnection {
        try author.require(.operate)
        let provider = try self.provider(named: new.providerKey)
        let now = clock.now()
        let frame = try ConnectionFrame(new, at: provider, now: now)
        var connection = Connection(
            id: newID(), organizationID: author.organizationID, customerID: newID(), providerKey: provider.key,
            collectFrom: frame.collectFrom, createdAt: now, state: .created(at: now))
        // Nothing is due until there is something to sign in with; queueing the first run uses the due time up anyway.
        connection.state.nextAttemptAt = nil
        var secret: NewSecret?
        if !new.fields.isEmpty {
            let fields = reconnectFields(of: provider, beyond: [], status: .pending, stored: nil)
            let credentials = try SignInFields.credentials(from: new.fields, fields: fields, stored: nil)
            let key = try sealing.makeDataKey(for: connection.id.uuid)
            secret = try await newSecret(credentials, for: connection, version: 1, under: key, by: author)
            connection.credentialVersion = 1
            connection.loginHint = LoginHint.masking(credentials.username.exposed)
        }
        return try await storage.write { [connection, secret] tx in
            let customer = try customer(frame.holder, of: author, in: tx)
            let created = connection.held(by: customer.id)
            try tx.connections.insert(created)
            try affirm(created, by: author, in: tx)
            try file(created, under: frame.siteNames, in: tx)
            try record(.connectionCreated, of: created.id, by: author, in: tx)
            try note(.created, of: created, to: .pending, by: author.auditAuthor, in: tx)
            guard let secret else { return CreatedConnection(id: created.id, runID: nil) }
            try tx.dataKeys.put(secret.key, owner: created.id.uuid)
            try tx.credentials.put(secret.credential)
            let run = try queueRun(for: created, trigger: .first, requestedBy: author.memberID, in: tx)
            return CreatedConnection(id: created.id, runID: run)
        }
    }

    func provider(named text: String) throws(UseCaseError) -> Provider {
        guard let key = ProviderKey(text), let provider = connectors.provider(key) else {
            throw .invalid([.init(field: "provider", code: "unknown", message: "Choose a provider from the list.")])
        }
        guard !provider.isRetired else {
            throw .invalid([
                .init(
                    field: "provider", code: "retired",
                    message: "\(provider.name) takes no new connections any more. Choose another provider.")
            ])
        }
        return provider
    }

    func customer(_ holder: NewConnection.Holder, of author: Author, in tx: Writing) throws -> Customer {
        let organization = author.organizationID
        switch holder {
        case .existing(let id):
            guard let found = try tx.customers.find(id, in: organization) else {
                throw UseCaseError.notFound(.customer)
            }
            return found
        case .named(let name, let email):
            if let email, let found = try tx.customers.findByEmail(email, in: organization) { return found }
            if email == nil, let found = try tx.customers.findByName(name, in: organization) { return found }
            let customer = Customer(
                id: newID(), organizationID: organization, name: name, email: email, createdAt: clock.now())
            try tx.customers.insert(customer)
            return customer
        }
    }

    func file(_ connection: Connection, under siteNames: [String], in tx: Writing) throws {
        for name in siteNames {
            let site = try tx.sites.findOrInsert(
                Site(
                    id: newID(), organizationID: connection.organizationID, customerID: connection.customerID,
                    name: name, createdAt: clock.now()))
            try tx.sites.file(connection, under: site)
        }
    }
}

extension Connection {
    func held(by customer: Customer.ID) -> Connection {
        Connection(
            id: id, organizationID: organizationID, customerID: customer, providerKey: providerKey, kind: kind,
            collectFrom: collectFrom, loginHint: loginHint, credentialVersion: credentialVersion, createdAt: createdAt,
            state: state)
    }
}
