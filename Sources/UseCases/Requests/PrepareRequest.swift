public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// What the form *Ask the customer* starts with: the customer's name and address, and everything of his that can be
    /// asked for, what needs him ticked.
    ///
    /// - Throws: `.notFound(.connection)`.
    public func prepareRequest(for id: Connection.ID, by author: Author) async throws -> RequestForm {
        try author.require(.operate)
        return try await storage.read { tx in
            guard let connection = try tx.connections.find(id, in: author.organizationID),
                let customer = try tx.customers.find(connection.customerID, in: author.organizationID)
            else { throw UseCaseError.notFound(.connection) }
            let settings = try tx.choices.requests(of: author.organizationID)
            let offers = try askable(of: customer, in: tx).map { connection, ask in
                RequestOffer(
                    connection: try summary(of: connection, in: tx), ask: ask,
                    isChosen: connection.id == id || connection.needsCustomer)
            }
            let zone = zone(of: connection)
            return RequestForm(
                customer: CustomerReference(id: customer.id, name: customer.name),
                recipient: try recipient(customer, zone: zone, in: tx),
                term: settings.proposedTerm(at: clock.now(), in: zone), offers: offers,
                openRequestID: try tx.requests.open(of: id)?.id, sendsMail: post.sender != nil)
        }
    }

    /// The customer as his newest request spoke to him, else as he is known.
    func recipient(_ customer: Customer, zone: TimeZone, in tx: Reading) throws -> RequestRecipient {
        let last = try tx.requests.ofCustomer(customer.id, in: customer.organizationID, limit: 20)
            .first { !$0.isHandedOver }?.recipient
        return RequestRecipient(
            name: last?.name ?? customer.name, email: last?.email ?? customer.email, language: last?.language,
            zone: last?.zone ?? ZoneName(zone.identifier) ?? .utc)
    }

    /// Everything of a customer that he can be asked for, what needs him first; at most 50.
    func askable(of customer: Customer, in tx: Reading) throws -> [(Connection, RequestAsk)] {
        var query = ConnectionQuery(organizationID: customer.organizationID, customerID: customer.id, limit: 50)
        query.sort = .attention
        return try tx.connections.page(query).rows.map(\.connection).compactMap { connection in
            connection.ask.map { (connection, $0) }
        }
    }
}

extension Connection {
    /// What its customer can be asked now; nil where there is nothing. A connection by mail has no sign-in: he can only
    /// agree anew.
    var ask: RequestAsk? {
        switch kind {
        case .online: RequestAsk.suited(to: state.status)
        case .email where [.authorizationExpired, .authorizationDeclined].contains(state.status):
            RequestAsk.suited(to: state.status)
        default: nil
        }
    }

    /// It stands still until its customer does something.
    var needsCustomer: Bool {
        archivedAt == nil && state.status.actor == .customer && ask != nil
    }
}
