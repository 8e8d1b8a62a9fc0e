public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Looks whether a provider's incident is over, and closes it when checks pass again.
    ///
    /// - Returns: when to look again; nil when there is nothing to look at any more.
    public func reviewIncident(of provider: ProviderKey) async throws -> Duration? {
        try await deciding { tx in
            guard let incident = try tx.incidents.open(provider) else { return nil }
            let now = clock.now()
            let recent = try tx.runs.recentOutcomes(provider, since: incident.openedAt)
            guard Cohort.isOver(incident, recent: recent, at: now) else { return reviewPace }
            try close(incident, in: tx)
            return nil
        }
    }

    /// An open incident is looked at so often.
    private var reviewPace: Duration { .seconds(rhythm.seconds(.seconds(300))) }

    /// Other connections' failures count for so long: in real time, since a demo's customers do not fail faster either.
    private var cohortWindow: TimeInterval { RetryRhythm.standard.seconds(LawSpan.cohort) }

    /// What the provider's other connections say about a failure (the blame check).
    func cohortVerdict(on outcome: Outcome, of connection: Connection, in tx: Writing) throws -> CohortVerdict {
        if case .signedIn = outcome { return .quiet }
        let now = clock.now()
        return Cohort.verdict(
            on: outcome, of: connection.id,
            recent: try tx.runs.recentOutcomes(
                connection.providerKey, since: now.addingTimeInterval(-cohortWindow)),
            connections: try tx.connections.count(of: connection.providerKey),
            incident: try tx.incidents.open(connection.providerKey), at: now)
    }

    /// Opens or closes the provider's incident after a run, in the transaction that ends the run.
    func followIncident(
        _ verdict: CohortVerdict, after outcome: Outcome, of connection: Connection, in tx: Writing
    ) throws {
        let provider = connection.providerKey
        if let incident = try tx.incidents.open(provider) {
            let recent = try tx.runs.recentOutcomes(provider, since: incident.openedAt)
            guard Cohort.isOver(incident, recent: recent, at: clock.now()) else { return }
            try close(incident, in: tx)
        } else if case .incident(let status, let reason) = verdict {
            try open(status, reason, alike: outcome.code, at: provider, besides: connection.id, in: tx)
        }
    }

    /// Opens the incident, and covers the other connections that failed alike lately: nobody stays blamed.
    private func open(
        _ status: ConnectionStatus, _ reason: Reason, alike code: String, at provider: ProviderKey,
        besides connection: Connection.ID, in tx: Writing
    ) throws {
        let now = clock.now()
        try tx.incidents.insert(
            Incident(id: newID(), providerKey: provider, status: status, reason: reason, openedAt: now))
        let recent = try tx.runs.recentOutcomes(
            provider, since: now.addingTimeInterval(-cohortWindow))
        for outcome in recent where outcome.connectionID != connection && outcome.code == code {
            guard let other = try tx.connections.system(outcome.connectionID) else { continue }
            try apply(.incidentOpened(status, reason), to: other, by: .tieline, in: tx)
        }
        try enqueue(.review(provider), lane: Self.ownLane, at: now.addingTimeInterval(reviewPace / .seconds(1)), in: tx)
    }

    private func close(_ incident: Incident, in tx: Writing) throws {
        try tx.incidents.close(incident.id, at: clock.now())
        try releaseHeld(at: incident.providerKey, in: tx)
        // After the checks that were held back too: what healed by then is asked for no more.
        try enqueue(
            .releaseRequests(incident.providerKey), lane: Self.ownLane,
            at: rhythm.moment(LawSpan.release, after: clock.now()), in: tx)
    }

    /// Makes the checks of connections that were held back due, 500 at most; the rest heals by its own retries.
    func releaseHeld(at provider: ProviderKey, in tx: Writing) throws {
        let held = try tx.connections.ofProvider(provider, statuses: [.websiteDown, .underInvestigation], limit: 500)
        for connection in held { try apply(.incidentClosed, to: connection, by: .tieline, in: tx) }
    }
}
