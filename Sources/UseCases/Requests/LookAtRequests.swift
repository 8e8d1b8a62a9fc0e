public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Drafts that nobody sent are kept so long, in seconds.
    private static let draftLife: TimeInterval = 86_400
    /// A reminder that an incident holds back is looked at again after so long, in seconds.
    private static let heldReminder: TimeInterval = 3600

    /// Does what time alone brings to requests: reminders, the end of their links, the end of forgotten drafts.
    public func lookAtRequests(limit: Int) async throws {
        let now = clock.now()
        let (reminders, expired) = try await storage.read { tx in
            (try tx.requests.dueReminders(at: now, limit: limit), try tx.requests.expired(at: now, limit: limit))
        }
        for id in reminders { try await remind(id) }
        for id in expired { try await expireRequest(id) }
        try await storage.write { tx in
            try tx.requests.deleteDrafts(before: now.addingTimeInterval(-Self.draftLife))
        }
    }

    private func remind(_ id: CustomerRequest.ID) async throws {
        try await deciding { tx in
            let now = clock.now()
            guard var request = try tx.requests.system(id), request.state == .open,
                let due = request.nextReminderAt, due <= now
            else { return }
            let policy = try tx.choices.requests(of: request.organizationID).reminders
            let zone = request.recipient.zone.zone
            let moment = policy.awake(at: now, in: zone)
            if moment > now {
                request.nextReminderAt = moment
            } else if try isHeldBack(request, in: tx) {
                request.nextReminderAt = now.addingTimeInterval(Self.heldReminder)
            } else {
                request.remindersSent += 1
                request.nextReminderAt = policy.following(request.remindersSent, at: now, in: zone)
                try queueLetter(.reminder, for: request, in: tx)
            }
            try save(&request, in: tx)
        }
    }

    /// Whether all that it asks about rests, or may be the provider's own doing at the moment.
    private func isHeldBack(_ request: CustomerRequest, in tx: Writing) throws -> Bool {
        try tx.requests.items(request.id).filter { $0.state == .open }.allSatisfy { item in
            guard let connection = try tx.connections.system(item.targetID) else { return false }
            if !connection.state.covers.isDisjoint(with: [.paused, .providerRetired]) { return true }
            guard item.ask.waitsForIncident else { return false }
            return try tx.incidents.open(connection.providerKey) != nil
        }
    }

    /// Its links have ended. What the customer had repaired by then counts as done.
    private func expireRequest(_ id: CustomerRequest.ID) async throws {
        try await deciding { tx in
            guard var request = try tx.requests.system(id), request.state.isOpen,
                let end = request.expiresAt, end <= clock.now()
            else { return }
            for item in try tx.requests.items(id) where item.state == .open && request.consent != nil {
                guard let connection = try tx.connections.system(item.targetID), connection.state.status == .connected
                else { continue }
                // Only where he signed in himself.
                guard item.runID != nil else { continue }
                try endItems(about: item.targetID, as: .done, by: .tieline, in: tx)
            }
            try thankIfDone(id, in: tx)
            guard let left = try tx.requests.system(id), left.state.isOpen else { return }
            request = left
            try self.end(&request, as: .expired, by: .tieline, in: tx)
        }
    }

    /// A provider's incident is over: whoever was held back and still needs to act is written to.
    public func releaseRequests(at provider: ProviderKey) async throws {
        let held = try await storage.read { tx in try tx.requests.held(at: provider, limit: 10_000) }
        for id in held { try await release(id) }
    }

    private func release(_ id: CustomerRequest.ID) async throws {
        try await deciding { tx in
            guard var request = try tx.requests.system(id), request.state == .held else { return }
            var items = try tx.requests.items(id)
            for index in items.indices where items[index].state == .open {
                guard let connection = try tx.connections.system(items[index].targetID) else { continue }
                // Another incident has begun: its end will bring us here again.
                guard try tx.incidents.open(connection.providerKey) == nil else { return }
                let isWanted = items[index].ask == .accounts ? connection.archivedAt == nil : connection.needsCustomer
                guard !isWanted else { continue }
                items[index].state = .healed
                items[index].endedAt = clock.now()
            }
            try tx.requests.replaceItems(items, of: request)
            guard items.contains(where: { $0.state == .open }) else {
                return try end(&request, as: .healed, by: .tieline, in: tx)
            }
            request.state = .open
            try prolong(&request, in: tx)
            try save(&request, in: tx)
            try note(.released, of: request, by: .tieline, in: tx)
            try queueLetter(.request, for: request, isPrompt: false, in: tx)
        }
    }

    /// A permission will end: its customer hears of it, in one message with whatever else he is asked.
    func askForRenewal(of connection: Connection, in tx: Writing) throws {
        guard connection.archivedAt == nil, connection.kind != .greenButton,
            let customer = try tx.customers.find(connection.customerID, in: connection.organizationID)
        else { return }
        if var open = try tx.requests.open(of: connection.id) {
            guard open.state == .open, !open.isSilenced else { return }
            try prolong(&open, untilAtLeast: connection, in: tx)
            try save(&open, in: tx)
            return try queueLetter(.renewal, for: open, isPrompt: false, in: tx)
        }
        let whole = try tx.requests.ofCustomer(customer.id, in: customer.organizationID, limit: 10)
        let others = try whole.filter { request in
            // One that asked about it before keeps its answer.
            try !tx.requests.items(request.id).contains { $0.connectionID == connection.id }
        }
        if var open = others.first(where: { $0.state == .open && $0.consent == nil && !$0.isSilenced }) {
            let item = RequestItem(
                requestID: open.id, connectionID: connection.id, ask: .reauthorize, state: .open)
            try prolong(&open, untilAtLeast: connection, in: tx)
            try save(&open, in: tx)
            try tx.requests.replaceItems(try tx.requests.items(open.id) + [item], of: open)
            return try queueLetter(.renewal, for: open, isPrompt: false, in: tx)
        }
        let settings = try tx.choices.requests(of: connection.organizationID)
        let zone = zone(of: connection)
        var request = CustomerRequest(
            id: newID(), organizationID: connection.organizationID, customerID: customer.id, state: .open,
            recipient: try recipient(customer, zone: zone, in: tx.reading),
            term: settings.proposedTerm(at: clock.now(), in: zone), createdAt: clock.now())
        try prolong(&request, untilAtLeast: connection, in: tx)
        // The notices at 7 and 1 days are its reminders.
        request.nextReminderAt = nil
        try tx.requests.insert(request)
        try tx.requests.replaceItems(
            [RequestItem(requestID: request.id, connectionID: connection.id, ask: .reauthorize, state: .open)],
            of: request)
        try note(.created, of: request, by: .tieline, in: tx)
        try queueLetter(.renewal, for: request, isPrompt: false, in: tx)
    }

    private func prolong(
        _ request: inout CustomerRequest, untilAtLeast connection: Connection, in tx: Writing
    ) throws {
        let now = clock.now()
        let days = try tx.choices.requests(of: request.organizationID).linkDays
        let end = try tx.authorizations.system(of: connection.id)?.expiresAt ?? now
        // A renewal may still be answered some days after the end.
        request.expiresAt = max(
            request.expiresAt ?? now, max(now, end).addingTimeInterval(Double(days) * 86_400))
    }
}
