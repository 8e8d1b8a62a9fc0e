import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// One page of *Connections*, with the counts of every filter under the same search.
    ///
    /// - Throws: `.invalidCursor` when `after` is none of this list's, under this order.
    public func listConnections(_ listing: ConnectionListing, by author: Author) async throws -> ConnectionPage {
        try author.require(.look)
        let organization = author.organizationID
        let query = listing.query(in: organization)
        guard query.hasReadableCursor else { throw UseCaseError.invalidCursor }
        return try await storage.read { tx in
            let page = try tx.connections.page(query)
            let sites = try tx.sites.ofConnections(page.rows.map(\.connection.id), in: organization)
            let narrowed = try tx.connections.counts(query)
            let all = query.isNarrowed ? try tx.connections.counts(query.unnarrowed) : narrowed
            return ConnectionPage(
                rows: page.rows.map { summary(of: $0, sites: sites[$0.connection.id] ?? []) }, next: page.next,
                counts: ConnectionCounts(
                    byFilter: narrowed.byFilter, isCapped: narrowed.isCapped,
                    connected: all.byStatus[.connected] ?? 0,
                    byActor: Dictionary(grouping: all.byStatus.filter { !$0.key.entry.isGreyed }) { $0.key.actor }
                        .mapValues { $0.map(\.value).reduce(0, +) }))
        }
    }

    /// A row with the names and sentences that people read.
    private func summary(of row: ConnectionRow, sites: [Site]) -> ConnectionSummary {
        summary(of: row.connection, customerName: row.customerName, incident: row.openIncidentID, sites: sites)
    }

    func summary(of connection: Connection, in tx: Reading) throws -> ConnectionSummary {
        let customer = try tx.customers.find(connection.customerID, in: connection.organizationID)
        let incident = try tx.incidents.open(connection.providerKey)
        let sites = try tx.sites.ofConnections([connection.id], in: connection.organizationID)[connection.id] ?? []
        return summary(of: connection, customerName: customer?.name ?? "", incident: incident?.id, sites: sites)
    }

    private func summary(
        of connection: Connection, customerName: String, incident: Incident.ID?, sites: [Site]
    ) -> ConnectionSummary {
        let state = connection.state
        let provider = ProviderReference(key: connection.providerKey, name: providerName(connection.providerKey))
        return ConnectionSummary(
            id: connection.id, customer: CustomerReference(id: connection.customerID, name: customerName),
            provider: provider, kind: connection.kind, status: state.status, reason: state.shownReason,
            actor: state.status.actor, cause: connection.cause(utility: provider.name),
            nextAction: connection.nextAction,
            since: state.since, lastSuccessAt: state.lastSuccessAt, lastAttemptAt: state.lastAttemptAt,
            nextAttemptAt: state.nextAttemptAt, activity: state.activity, loginHint: connection.loginHint,
            deepLink: state.deepLink, createdAt: connection.createdAt, archivedAt: connection.archivedAt,
            incidentID: incident, collectFrom: connection.collectFrom,
            sites: sites.map { SiteReference(id: $0.id, name: $0.name) })
    }

    /// The catalogue's name, or the key's text when the catalogue no longer has it.
    func providerName(_ key: ProviderKey) -> String { connectors.provider(key)?.name ?? key.text }
}

extension ConnectionListing {
    func query(in organization: Organization.ID) -> ConnectionQuery {
        ConnectionQuery(
            organizationID: organization, filter: filter, actor: actor, search: search, providerKey: providerKey,
            customerID: customerID, sort: sort.stored, cursor: after, limit: min(max(limit, 1), 200))
    }
}

extension ConnectionSort {
    fileprivate var stored: Store.ConnectionSort {
        switch self {
        case .attention: .attention
        case .since: .since
        case .name: .name
        }
    }
}
