public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// What an incident holds back is given up after so long, in seconds: 30 days.
    private static let heldLife: TimeInterval = 30 * 86_400

    /// Sends a draft, or the message of an open request once more. What healed since is left out; what a provider's incident
    /// holds back goes into a request of its own that waits.
    ///
    /// - Throws: `.notFound(.request)`; `.requestNotPossible` when it is over or held.
    public func sendRequest(_ id: CustomerRequest.ID, by author: Author) async throws {
        try author.require(.operate)
        try await deciding { tx in
            var found = try request(id, of: author, in: tx.reading)
            switch found.state {
            case .draft:
                let items = try tx.requests.items(id)
                try begin(&found, items, by: author.auditAuthor, in: tx)
                try record(.requestSent, of: id, by: author, in: tx)
            case .open:
                found.bouncedAt = nil
                try prolong(&found, in: tx)
                try save(&found, in: tx)
                // One that waits for its next try makes room: this one goes at once.
                try tx.letters.withdraw(of: id)
                try queueLetter(.request, for: found, in: tx)
                try note(.resent, of: found, by: author.auditAuthor, in: tx)
                try record(.requestSent, of: id, by: author, in: tx)
            case .held, .completed, .declined, .expired, .healed, .revoked:
                throw UseCaseError.requestNotPossible(found.state)
            }
        }
    }

    /// Opens a request: its items are asked about from now on, and its first letter is queued.
    ///
    /// - Parameters:
    ///   - kind: what the letter is.
    ///   - isPrompt: a person asked for it, so that quiet hours do not hold it back.
    func begin(
        _ request: inout CustomerRequest, _ items: [RequestItem], kind: LetterKind = .request, isPrompt: Bool = true,
        by author: AuditEntry.Author, in tx: Writing
    ) throws {
        var open: [RequestItem] = []
        var held: [RequestItem] = []
        for var item in items {
            // What healed since it was written, or can no longer be asked for, is left out.
            guard let connection = try tx.connections.system(item.connectionID), connection.archivedAt == nil,
                let wanted = connection.ask, wanted == item.ask || wanted != .accounts
            else { continue }
            // Whoever asked about it before asks no more.
            if let other = try tx.requests.open(of: item.connectionID), other.id != request.id {
                try endItems(about: item.connectionID, as: .dropped, by: author, in: tx)
            }
            item = RequestItem(requestID: request.id, connectionID: item.connectionID, ask: wanted, state: .open)
            let incident = try tx.incidents.open(connection.providerKey)
            let isHeld = item.ask.waitsForIncident && incident != nil
            if isHeld { held.append(item) } else { open.append(item) }
        }
        if open.isEmpty {
            try hold(&request, held, by: author, in: tx)
            return
        }
        if !held.isEmpty { try holdApart(held, of: request, by: author, in: tx) }
        request.state = .open
        try prolong(&request, in: tx)
        try save(&request, in: tx)
        try tx.requests.replaceItems(open, of: request)
        for item in open {
            guard let connection = try tx.connections.system(item.connectionID) else { continue }
            try self.note(.customerAsked, of: connection, by: author, in: tx)
        }
        try queueLetter(kind, for: request, isPrompt: isPrompt, in: tx)
    }

    /// Its links, and reminders with them, are good for a further while.
    func prolong(_ request: inout CustomerRequest, in tx: Writing) throws {
        let now = clock.now()
        let settings = try tx.choices.requests(of: request.organizationID)
        let days = settings.reminders.lastDay + settings.linkDays
        request.expiresAt = max(request.expiresAt ?? now, now.addingTimeInterval(Double(days) * 86_400))
        request.remindersSent = 0
        let isReminded = request.recipient.email != nil && !request.isSilenced
        request.nextReminderAt =
            isReminded
            ? settings.reminders.next(after: now, sent: 0, in: request.recipient.zone.zone) : nil
    }

    private func hold(
        _ request: inout CustomerRequest, _ items: [RequestItem], by author: AuditEntry.Author, in tx: Writing
    ) throws {
        guard !items.isEmpty else {
            try end(&request, as: .healed, by: author, in: tx)
            return
        }
        request.state = .held
        request.expiresAt = clock.now().addingTimeInterval(Self.heldLife)
        try save(&request, in: tx)
        try tx.requests.replaceItems(items, of: request)
        try note(.held, of: request, by: author, in: tx)
    }

    /// A request of its own for what has to wait.
    private func holdApart(
        _ items: [RequestItem], of request: CustomerRequest, by author: AuditEntry.Author, in tx: Writing
    ) throws {
        var apart = CustomerRequest(
            id: newID(), organizationID: request.organizationID, customerID: request.customerID,
            recipient: request.recipient, note: request.note, term: request.term, returnAddress: request.returnAddress,
            createdBy: request.createdBy, createdAt: clock.now())
        try tx.requests.insert(apart)
        let moved = items.map {
            RequestItem(requestID: apart.id, connectionID: $0.connectionID, ask: $0.ask, state: .open)
        }
        try hold(&apart, moved, by: author, in: tx)
    }
}
