public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Everything the page of one connection shows.
    public func showConnection(_ id: Connection.ID, by author: Author) async throws -> ConnectionDetail {
        try author.require(.look)
        let organization = author.organizationID
        let seesRecords = author.may(.readRecords)
        let now = clock.now()
        return try await storage.read { tx in
            guard let connection = try tx.connections.find(id, in: organization) else {
                throw UseCaseError.notFound(.connection)
            }
            let runs = try tx.runs.ofConnection(id, in: organization, limit: 20)
            let accounts = seesRecords ? try tx.accounts.ofConnection(id, in: organization) : []
            let bills = seesRecords ? try tx.bills.newest(id, in: organization, perAccount: 6) : []
            let names = try authorNames(in: organization, tx)
            let utility = providerName(connection.providerKey)
            return ConnectionDetail(
                summary: try summary(of: connection, in: tx),
                customerText: connection.customerText(utility: utility),
                customerEmail: try tx.customers.find(connection.customerID, in: organization)?.email,
                actions: connection.actions(of: author),
                currentRun: runs.first { $0.endedAt == nil }.map(summary),
                evidenceRunID: connection.state.evidenceRunID,
                timeline: try tx.timeline.ofConnection(id, in: organization, limit: 50).map {
                    line($0, of: connection.kind, utility: utility, names: names)
                },
                days: try tx.timeline.statusDays(id, in: organization, days: 90, until: now).map(StatusDay.init),
                runs: runs.map(summary), accounts: accounts,
                bills: bills.map { summary(of: $0, accounts: accounts) },
                incident: try tx.incidents.open(connection.providerKey),
                billCounts: seesRecords ? try tx.bills.counts(id, in: organization) : [:])
        }
    }

    private func line(
        _ entry: ConnectionEventEntry, of kind: ConnectionKind, utility: String, names: AuthorNames
    ) -> TimelineLine {
        TimelineLine(
            at: entry.at, kind: entry.kind, from: entry.fromStatus, to: entry.toStatus,
            sentence: TimelineKind(rawValue: entry.kind)?.sentence(
                to: entry.toStatus, reason: entry.reason, of: kind, utility: utility) ?? "",
            runID: entry.runID, author: names.name(of: entry.author))
    }
}

extension Connection {
    /// What an author may do to it right now. A step that is offered may still be refused, with the reason.
    func actions(of author: Author) -> Set<ConnectionAction> {
        guard author.may(.operate) else { return [] }
        guard archivedAt == nil else { return [.unarchive] }
        guard state.covers.isEmpty else { return state.covers.contains(.paused) ? [.resume, .archive] : [.archive] }
        var actions: Set<ConnectionAction> = [.reconnect, .pause, .archive]
        switch state.status.entry.retry {
        case .lock: actions.insert(.unlock)
        default: if kind == .online { actions.insert(.check) }
        }
        if state.status == .underInvestigation { actions.insert(.reclassify) }
        return actions
    }
}
