public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Everything the page of one request shows, with its message as it would go out now.
    ///
    /// - Throws: `.notFound(.request)`.
    public func showRequest(_ id: CustomerRequest.ID, by author: Author) async throws -> RequestDetail {
        try author.require(.look)
        let sendsMail = post.sender != nil
        let (detail, message) = try await storage.read { tx in
            let found = try request(id, of: author, in: tx)
            let names = try authorNames(in: author.organizationID, tx)
            let detail = RequestDetail(
                summary: try summary(of: found, in: tx), note: found.note, term: found.term,
                returnAddress: found.returnAddress, declineReason: found.declineReason,
                events: try tx.requests.events(id, in: author.organizationID).map {
                    RequestEvent(at: $0.at, kind: $0.kind, words: $0.words, author: names.name(of: $0.author))
                },
                letters: try tx.letters.ofRequest(id, in: author.organizationID),
                message: WrittenLetter(subject: "", text: "", html: ""), sendsMail: sendsMail,
                createdBy: found.createdBy.map { names.name(of: .member($0)) },
                actions: found.actions(of: author, sendsMail: sendsMail))
            let kind: LetterKind = found.remindersSent > 0 ? .reminder : .request
            return (detail, try content(kind, for: found, link: hiddenLink, in: tx))
        }
        return detail.with(try post.writer.write(message))
    }

    /// The customer's page as he would see it first.
    ///
    /// - Throws: `.notFound(.request)`.
    public func previewPage(of id: CustomerRequest.ID, by author: Author) async throws -> DoorstepView {
        try author.require(.look)
        return try await storage.read { tx in
            var found = try request(id, of: author, in: tx)
            found.state = .open
            found.consent = nil
            return try doorstep(found, link: .usable, isPreview: true, in: tx)
        }
    }

    /// A page of requests, the newest first.
    ///
    /// - Throws: `.invalidCursor` when `after` is none of this list's.
    public func listRequests(
        _ filter: RequestFilter, after cursor: String? = nil, limit: Int = 50, by author: Author
    ) async throws -> RequestPage {
        try author.require(.look)
        let place = cursor.flatMap(CustomerRequest.ID.init)
        guard (cursor == nil) == (place == nil) else { throw UseCaseError.invalidCursor }
        let limit = min(max(limit, 1), 200)
        return try await storage.read { tx in
            let found = try tx.requests.page(
                in: author.organizationID, states: filter.states, isBounced: filter == .bounced, before: place,
                limit: limit + 1)
            return RequestPage(
                rows: try found.prefix(limit).map { try summary(of: $0, in: tx) },
                next: found.count > limit ? found.prefix(limit).last?.id.prefixed : nil,
                counts: try counts(in: author.organizationID, tx))
        }
    }

    private func counts(in organization: Organization.ID, _ tx: Reading) throws -> [RequestFilter: Int] {
        let byState = try tx.requests.counts(in: organization)
        return Dictionary(
            uniqueKeysWithValues: RequestFilter.allCases.map { filter in
                let states = filter.states.isEmpty ? RequestState.allCases : filter.states
                let counts = states.compactMap { byState[$0] }
                return (filter, counts.reduce(0) { $0 + (filter == .bounced ? $1.bounced : $1.all) })
            })
    }

    /// The open requests about these connections, for their rows.
    public func openRequests(
        of connections: [Connection.ID], by author: Author
    ) async throws -> [Connection.ID: RequestSummary] {
        try author.require(.look)
        return try await storage.read { tx in
            var found: [Connection.ID: RequestSummary] = [:]
            for id in connections {
                guard let request = try tx.requests.open(of: id), request.organizationID == author.organizationID else {
                    continue
                }
                found[id] = try summary(of: request, in: tx)
            }
            return found
        }
    }

    func summary(of request: CustomerRequest, in tx: Reading) throws -> RequestSummary {
        let customer = try tx.customers.find(request.customerID, in: request.organizationID)
        return RequestSummary(
            id: request.id, customer: CustomerReference(id: request.customerID, name: customer?.name ?? ""),
            recipient: request.recipient, progress: request.progress,
            items: try tx.requests.items(request.id).compactMap { try view(of: $0, in: tx) },
            createdAt: request.createdAt, sentAt: request.sentAt, endedAt: request.endedAt,
            expiresAt: request.expiresAt, remindersSent: request.remindersSent,
            nextReminderAt: request.nextReminderAt, isSilenced: request.isSilenced, progressAt: request.progressAt)
    }

    func view(of item: RequestItem, in tx: Reading) throws -> RequestItemView? {
        guard let connection = try tx.connections.system(item.targetID) else { return nil }
        return RequestItemView(
            connectionID: connection.id,
            provider: ProviderReference(key: connection.providerKey, name: providerName(connection.providerKey)),
            ask: item.ask, state: item.state, status: connection.state.status,
            incidentID: item.ask.waitsForIncident ? try tx.incidents.open(connection.providerKey)?.id : nil)
    }
}

extension RequestFilter {
    fileprivate var states: [RequestState] {
        switch self {
        case .open, .bounced: [.open]
        case .held: [.held]
        case .completed: [.completed, .healed]
        case .declined: [.declined]
        case .expired: [.expired, .revoked]
        case .all: []
        }
    }
}

extension CustomerRequest {
    /// When it came as far as it is.
    fileprivate var progressAt: Date {
        let moment: Date? =
            switch progress {
            case .draft, .held, .waiting: createdAt
            case .sent: sentAt
            case .delivered: deliveredAt
            case .bounced: bouncedAt
            case .opened: openedAt
            case .started: startedAt
            case .completed, .declined, .expired, .healed, .revoked: endedAt
            }
        return moment ?? createdAt
    }

    fileprivate func actions(of author: Author, sendsMail: Bool) -> Set<RequestAction> {
        guard author.may(.operate) else { return [] }
        switch state {
        case .draft: return [.edit, .send, .revoke]
        case .open: return recipient.email == nil ? [.revoke, .copyLink] : [.resend, .revoke, .copyLink]
        case .held: return [.revoke]
        case .completed, .declined, .expired, .healed, .revoked: return []
        }
    }
}

extension RequestDetail {
    fileprivate func with(_ message: WrittenLetter) -> RequestDetail {
        RequestDetail(
            summary: summary, note: note, term: term, returnAddress: returnAddress, declineReason: declineReason,
            events: events, letters: letters, message: message, sendsMail: sendsMail, createdBy: createdBy,
            actions: actions)
    }
}
