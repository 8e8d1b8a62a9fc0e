import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Whether a run must sign in as a stranger, so that the portal asks for a code: somebody rehearses, the relay's last
    /// proof is four weeks old, or the portal is about to forget our device while a code can be had.
    func isFresh(_ run: Run, of connection: Connection, in tx: Writing) throws -> Bool {
        if run.trigger == .rehearsal { return true }
        guard run.trigger == .schedule, let route = try tx.codeRoutes.live(of: connection.id, in: run.organizationID)
        else { return false }
        let now = clock.now()
        guard route.isProven(at: now, rhythm: rhythm), let proof = route.provenAt else { return false }
        if route.kind != .authenticator, rhythm.passed(LawSpan.routeRehearsal, since: proof, at: now) { return true }
        return try isTrustEnding(of: connection, at: now, in: tx)
    }

    private func isTrustEnding(of connection: Connection, at now: Date, in tx: Writing) throws -> Bool {
        guard let span = try tx.deviceTrust.find(connection.id)?.span, span.lostAt == nil,
            let provider = connectors.provider(connection.providerKey),
            let end = try trustEnd(span, at: provider, in: tx.reading)
        else { return false }
        return rhythm.passed(.zero, since: end.addingTimeInterval(-rhythm.seconds(LawSpan.trustRenewal)), at: now)
    }

    /// Queues a run for every relay whose proof is four weeks old, and for every device that its portal is about to forget
    /// while a code can be had. Nothing is asked of a connection that does not work.
    ///
    /// - Returns: how many runs were queued.
    @discardableResult
    public func renewProofs(limit: Int) async throws -> Int {
        let now = clock.now()
        let old = now.addingTimeInterval(-rhythm.seconds(LawSpan.routeRehearsal))
        let (routes, held) = try await storage.read { tx in
            (
                try tx.codeRoutes.dueForRehearsal(before: old, limit: limit),
                try tx.deviceTrust.held(
                    obtainedBefore: now.addingTimeInterval(-rhythm.seconds(LawSpan.daily)), limit: limit)
            )
        }
        var queued = 0
        for id in routes.map(\.connectionID) + held where try await renew(id) { queued += 1 }
        return queued
    }

    /// Queues one run, unless the connection moved on meanwhile.
    private func renew(_ id: Connection.ID) async throws -> Bool {
        do {
            return try await deciding { tx in
                guard let connection = try tx.connections.system(id), connection.state.status == .connected,
                    connection.archivedAt == nil, connection.credentialVersion > 0,
                    try tx.runs.active(of: id) == nil,
                    let route = try tx.codeRoutes.live(of: id, in: connection.organizationID)
                else { return false }
                let now = clock.now()
                let isOld = route.provenAt.map { rhythm.passed(LawSpan.routeRehearsal, since: $0, at: now) } ?? false
                let isRelay = route.kind == .email || route.kind == .sms
                let isEnding = try isTrustEnding(of: connection, at: now, in: tx)
                guard route.isProven(at: now, rhythm: rhythm), (isRelay && isOld) || isEnding,
                    try !tx.codeRoutes.isRehearsed(
                        route.id, since: now.addingTimeInterval(-rhythm.seconds(LawSpan.daily)))
                else { return false }
                try tx.codeRoutes.rehearsed(route.id, at: now)
                try queueRun(for: connection, trigger: .schedule, in: tx)
                return true
            }
        } catch StoreError.notUnique {
            // Somebody else queued a run for it in the same moment, which is all that was wanted.
            return false
        }
    }
}
