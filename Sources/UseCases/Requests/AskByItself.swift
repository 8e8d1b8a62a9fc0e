import Domain
import Foundation
import Ports
import Store

// Asking without a member, where an organization chose that.
extension Workplace {
    /// After a change of status: where its customer must act, he is asked as soon as it has settled.
    func planToAsk(about connection: Connection, in tx: Writing) throws {
        guard connection.isBroken, try tx.choices.requests(of: connection.organizationID).asksByItself == true else {
            return
        }
        let wait = rhythm.seconds(.seconds(limits.settling))
        try enqueue(
            .askCustomer(connection.customerID), lane: Self.ownLane, at: clock.now().addingTimeInterval(wait), in: tx)
    }

    /// Asks a customer about everything of his that broke, in one message, as a member would. What healed meanwhile is left
    /// out, a provider's incident holds it back, and nobody is asked twice about the same break.
    func askByItself(_ id: Customer.ID) async throws {
        try await deciding { tx in
            guard let customer = try tx.customers.system(id) else { return }
            let settings = try tx.choices.requests(of: customer.organizationID)
            let asked = try tx.requests.ofCustomer(id, in: customer.organizationID, limit: 50)
            let broken = try askable(of: customer, in: tx.reading).filter { connection, _ in
                try connection.isBroken && !isAsked(about: connection, by: asked, in: tx.reading)
            }
            guard settings.asksByItself == true, let (first, _) = broken.first else { return }
            let zone = zone(of: first)
            let recipient = try recipient(customer, zone: zone, in: tx.reading)
            // Without an address there is nobody to write to: the row stays a member's.
            guard recipient.email != nil else { return }
            var request = CustomerRequest(
                id: newID(), organizationID: customer.organizationID, customerID: id, recipient: recipient,
                term: settings.proposedTerm(at: clock.now(), in: zone), createdAt: clock.now())
            try tx.requests.insert(request)
            try note(.created, of: request, by: .tieline, in: tx)
            let items = broken.map { RequestItem(requestID: request.id, connectionID: $0.id, ask: $1) }
            try begin(&request, items, isPrompt: false, by: .tieline, in: tx)
            try record(.requestSent, of: request.id, by: .tieline, in: customer.organizationID, tx)
        }
    }

    /// Whether a request has spoken of it since it last worked, whatever came of that.
    private func isAsked(about connection: Connection, by requests: [CustomerRequest], in tx: Reading) throws -> Bool {
        if try tx.requests.open(of: connection.id) != nil { return true }
        return try requests.contains { request in
            try request.createdAt >= connection.state.lastSuccessAt ?? .distantPast
                && tx.requests.items(request.id).contains {
                    $0.connectionID == connection.id || $0.replacementID == connection.id
                }
        }
    }
}

extension Connection {
    /// Its sign-in stands still until its customer does something. Who declined or revoked is left in peace.
    fileprivate var isBroken: Bool { needsCustomer && (ask == .repair || ask == .accounts) }
}
