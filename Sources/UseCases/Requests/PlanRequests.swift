import Domain
public import Foundation
import Ports
import Store

/// What became of asking many at once.
public struct SentRequests: Sendable, Equatable {
    /// People who are written to.
    public let asked: Int
    /// People whose message waits for an incident.
    public let held: Int
    public let withoutAddress: Int
    public let alreadyAsked: Int
    /// Until when they can answer.
    public let until: Date?
}

extension Workplace {
    /// Connections that one plan takes.
    private static let mostPlanned = 1000

    /// Says who would be written to about these connections, one message for each customer.
    public func planRequests(_ selection: RequestSelection, by author: Author) async throws -> RequestPlan {
        try author.require(.operate)
        return try await storage.read { tx in try plan(selection, by: author, in: tx) }
    }

    /// Asks the customers of these connections: exactly one message for each, about everything that needs him. Done twice,
    /// the second time nobody hears of it again.
    ///
    /// - Throws: `.invalid` naming `note`.
    public func sendRequests(
        _ selection: RequestSelection, note: String, by author: Author
    ) async throws -> SentRequests {
        try author.require(.operate)
        var check = FieldCheck()
        let words = check.note("note", note)
        try check.finish()
        let plan = try await planRequests(selection, by: author)
        var asked = 0
        var until: Date?
        // A customer at a time: a thousand in one transaction would make everybody else wait.
        for planned in plan.asked + plan.held {
            let sent = try await deciding { [planned] tx in try ask(planned, note: words, by: author, in: tx) }
            if let sent, sent.state == .open {
                asked += 1
                until = max(until ?? .distantPast, sent.expiresAt ?? .distantPast)
            }
        }
        return SentRequests(
            asked: asked, held: plan.held.count, withoutAddress: plan.withoutAddress.count,
            alreadyAsked: plan.alreadyAsked.count, until: until)
    }

    private func plan(_ selection: RequestSelection, by author: Author, in tx: Reading) throws -> RequestPlan {
        let chosen = try connections(of: selection, by: author, in: tx)
        let useful = chosen.prefix(Self.mostPlanned).filter { $0.bulkAsk != nil }
        var asked: [PlannedRequest] = []
        var held: [PlannedRequest] = []
        var withoutAddress: [PlannedRequest] = []
        var alreadyAsked: [PlannedRequest] = []
        var seen: Set<Customer.ID> = []
        for customerID in useful.map(\.customerID) where seen.insert(customerID).inserted {
            guard let customer = try tx.customers.find(customerID, in: author.organizationID) else { continue }
            let ticked = Set(useful.filter { $0.customerID == customerID }.map(\.id))
            let items = try askable(of: customer, in: tx).compactMap { connection, ask -> RequestItemView? in
                guard ticked.contains(connection.id) || connection.needsCustomer else { return nil }
                guard try tx.requests.open(of: connection.id) == nil else { return nil }
                return try view(
                    of: RequestItem(requestID: newID(), connectionID: connection.id, ask: ask), in: tx)
            }
            let email = try recipient(customer, zone: .gmt, in: tx).email
            func planned(_ items: [RequestItemView]) -> PlannedRequest {
                PlannedRequest(
                    customer: CustomerReference(id: customer.id, name: customer.name), email: email, items: items)
            }
            let waiting = items.filter { $0.incidentID != nil }
            let ready = items.filter { $0.incidentID == nil }
            if items.isEmpty {
                alreadyAsked.append(planned([]))
            } else if email == nil {
                withoutAddress.append(planned(items))
            } else {
                if !ready.isEmpty { asked.append(planned(ready)) }
                if !waiting.isEmpty { held.append(planned(waiting)) }
            }
        }
        return RequestPlan(
            asked: asked, held: held, withoutAddress: withoutAddress, alreadyAsked: alreadyAsked,
            nothingToAsk: chosen.prefix(Self.mostPlanned).count - useful.count,
            isCapped: chosen.count > Self.mostPlanned)
    }

    private func connections(
        of selection: RequestSelection, by author: Author, in tx: Reading
    ) throws -> [Connection] {
        switch selection {
        case .connections(let ids):
            return try Array(Set(ids)).sorted().prefix(Self.mostPlanned + 1).compactMap {
                try tx.connections.find($0, in: author.organizationID)
            }
        case .listing(var listing):
            var found: [Connection] = []
            listing.after = nil
            listing.limit = 200
            repeat {
                let page = try tx.connections.page(listing.query(in: author.organizationID))
                found += page.rows.map(\.connection)
                listing.after = page.next
            } while listing.after != nil && found.count <= Self.mostPlanned
            return found
        }
    }

    /// Asks one customer of a plan, in one transaction; nil when somebody asked him meanwhile.
    private func ask(
        _ planned: PlannedRequest, note words: String?, by author: Author, in tx: Writing
    ) throws -> CustomerRequest? {
        guard let customer = try tx.customers.find(planned.customer.id, in: author.organizationID) else { return nil }
        let id: CustomerRequest.ID = newID()
        let items = try planned.items.compactMap { view -> RequestItem? in
            guard let connection = try tx.connections.system(view.connectionID), connection.bulkAsk != nil,
                try tx.requests.open(of: connection.id) == nil, let ask = connection.bulkAsk
            else { return nil }
            return RequestItem(requestID: id, connectionID: connection.id, ask: ask)
        }
        guard let first = try items.first.flatMap({ try tx.connections.system($0.connectionID) }) else { return nil }
        let settings = try tx.choices.requests(of: author.organizationID)
        let zone = zone(of: first)
        var request = CustomerRequest(
            id: id, organizationID: author.organizationID, customerID: customer.id,
            recipient: try recipient(customer, zone: zone, in: tx.reading), note: words,
            term: settings.proposedTerm(at: clock.now(), in: zone), createdBy: author.memberID, createdAt: clock.now())
        try tx.requests.insert(request)
        try self.note(.created, of: request, by: author.auditAuthor, in: tx)
        try begin(&request, items, by: author.auditAuthor, in: tx)
        try record(.requestSent, of: id, by: author, in: tx)
        return request
    }
}

extension Connection {
    /// What a customer is asked when many are asked at once: never about what works or has just begun.
    fileprivate var bulkAsk: RequestAsk? {
        guard archivedAt == nil, state.status != .connected, state.status != .pending else { return nil }
        return ask
    }
}
