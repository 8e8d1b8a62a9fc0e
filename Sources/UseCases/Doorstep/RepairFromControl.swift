public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// A customer begins by himself what he would be asked for: a request of his own, or the one that is open already.
    ///
    /// - Parameter token: of his control page.
    /// - Returns: the token of the request's link.
    /// - Throws: `DoorstepError`; `.stepOver` where nothing waits for him, or somebody else is asked; `.notFound(.connection)`.
    public func repairByCustomer(_ token: Secret<String>, _ id: Connection.ID) async throws -> Secret<String> {
        let control = tokens.digest(of: token)
        let fresh = tokens.mint()
        let digest = tokens.digest(of: fresh)
        try await deciding { tx in
            let author = try controller(control, in: tx.reading)
            let connection = try self.connection(id, of: author, in: tx)
            guard try mayRepair(connection, in: tx.reading), let ask = connection.ask else {
                throw DoorstepError.stepOver
            }
            let request = try tx.requests.open(of: id) ?? ownRequest(about: connection, ask, by: author, in: tx)
            try tx.customerLinks.insert(
                CustomerLink(
                    digest: digest, organizationID: request.organizationID, customerID: request.customerID,
                    requestID: request.id, createdAt: clock.now(), expiresAt: request.expiresAt))
        }
        return fresh
    }

    /// Whether its customer can do something about it by himself: not while it may be the provider's own doing, and not where
    /// somebody else was named.
    func mayRepair(_ connection: Connection, in tx: Reading) throws -> Bool {
        guard connection.needsCustomer, let ask = connection.ask else { return false }
        if ask.waitsForIncident, try tx.incidents.open(connection.providerKey) != nil { return false }
        guard let open = try tx.requests.open(of: connection.id) else { return true }
        return open.state == .open && !open.isHandedOver
    }

    /// Nobody is written to: he is here.
    private func ownRequest(
        about connection: Connection, _ ask: RequestAsk, by author: Author, in tx: Writing
    ) throws -> CustomerRequest {
        guard let customer = try tx.customers.find(connection.customerID, in: author.organizationID) else {
            throw DoorstepError.unknownLink
        }
        let zone = zone(of: connection)
        let settings = try tx.choices.requests(of: author.organizationID)
        var request = CustomerRequest(
            id: newID(), organizationID: author.organizationID, customerID: customer.id, state: .open,
            recipient: try recipient(customer, zone: zone, in: tx.reading),
            term: settings.proposedTerm(at: clock.now(), in: zone), createdAt: clock.now())
        try prolong(&request, in: tx)
        request.nextReminderAt = nil
        try tx.requests.insert(request)
        try tx.requests.replaceItems(
            [RequestItem(requestID: request.id, connectionID: connection.id, ask: ask, state: .open)], of: request)
        try note(.created, of: request, by: author.auditAuthor, in: tx)
        return request
    }
}
