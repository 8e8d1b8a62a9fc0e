import Domain
import Foundation
import Ports
import Store

// What every verb about requests shares: history, items, ends.
extension Workplace {
    /// A request of the author's organization.
    func request(_ id: CustomerRequest.ID, of author: Author, in tx: Reading) throws -> CustomerRequest {
        guard let found = try tx.requests.find(id, in: author.organizationID) else {
            throw UseCaseError.notFound(.request)
        }
        return found
    }

    /// Writes a line of a request's history.
    func note(
        _ kind: RequestEventKind, of request: CustomerRequest, words: String? = nil, by author: AuditEntry.Author,
        in tx: Writing
    ) throws {
        try tx.requests.append(
            RequestEventEntry(
                id: identifiers.next(), requestID: request.id, organizationID: request.organizationID, at: clock.now(),
                kind: kind, words: words, author: author))
        tx.announce(Change(topic: .organization(request.organizationID)))
    }

    /// Stores a request; it is then one version further.
    func save(_ request: inout CustomerRequest, in tx: Writing) throws {
        try tx.requests.save(request)
        request.version += 1
        for item in try tx.requests.items(request.id) { tx.announce(Change(topic: .connection(item.targetID))) }
    }

    /// What is asked about a connection ends; with the last thing the whole request does.
    func endItems(
        about connection: Connection.ID, as state: RequestItem.State, by author: Author, in tx: Writing
    ) throws {
        try endItems(about: connection, as: state, by: author.auditAuthor, in: tx)
    }

    func endItems(
        about connection: Connection.ID, as state: RequestItem.State, by author: AuditEntry.Author, in tx: Writing
    ) throws {
        guard var request = try tx.requests.open(of: connection) else { return }
        var items = try tx.requests.items(request.id)
        let now = clock.now()
        for index in items.indices
        where items[index].state == .open
            && (items[index].targetID == connection || items[index].connectionID == connection)
        {
            items[index].state = state
            items[index].endedAt = now
            try tx.requests.save(items[index])
            let kind: RequestEventKind? = state == .done ? .itemDone : state == .healed ? .itemHealed : nil
            if let kind, items.count > 1 {
                try note(kind, of: request, words: try utility(of: items[index], in: tx.reading), by: author, in: tx)
            }
        }
        if !items.contains(where: { $0.state == .open }) {
            try end(&request, as: RequestState.ending(items), by: author, in: tx)
        } else {
            try save(&request, in: tx)
        }
    }

    /// Ends a request: what was not sent stays unsent, what was open is dropped.
    func end(
        _ request: inout CustomerRequest, as state: RequestState, by author: AuditEntry.Author, in tx: Writing
    ) throws {
        let now = clock.now()
        for var item in try tx.requests.items(request.id) where item.state == .open || item.state == .planned {
            item.state = state == .declined ? .declined : .dropped
            item.endedAt = now
            try tx.requests.save(item)
        }
        try tx.letters.withdraw(of: request.id)
        request.end(as: state, at: now)
        try save(&request, in: tx)
        try note(state.event, of: request, words: state == .declined ? request.declineReason : nil, by: author, in: tx)
    }

    func utility(of item: RequestItem, in tx: Reading) throws -> String? {
        try tx.connections.system(item.targetID).map { providerName($0.providerKey) }
    }

    /// After a change of status: what healed is asked for no longer.
    func settleRequest(
        about connection: Connection, from old: ConnectionStatus, by author: AuditEntry.Author, in tx: Writing
    ) throws {
        guard var request = try tx.requests.open(of: connection.id),
            let item = try tx.requests.items(request.id).first(where: {
                $0.state == .open && $0.targetID == connection.id
            })
        else { return }
        let status = connection.state.status
        guard item.ask.isHealed(by: status, from: old) else { return }
        if request.consent == nil {
            try endItems(about: connection.id, as: .healed, by: author, in: tx)
        } else {
            // The customer is at it: he finishes by himself, and hears nothing more until then.
            request.nextReminderAt = nil
            try tx.letters.withdraw(of: request.id)
            try save(&request, in: tx)
        }
    }
}

extension RequestState {
    /// How a request ended all of whose items have.
    static func ending(_ items: [RequestItem]) -> RequestState {
        let states = Set(items.map(\.state))
        if states.contains(.done) { return .completed }
        if states.contains(.declined) { return .declined }
        return states.contains(.healed) ? .healed : .revoked
    }

    fileprivate var event: RequestEventKind {
        switch self {
        case .completed: .completed
        case .declined: .declined
        case .expired: .expired
        case .healed: .healed
        case .draft, .held, .open, .revoked: .revoked
        }
    }
}
