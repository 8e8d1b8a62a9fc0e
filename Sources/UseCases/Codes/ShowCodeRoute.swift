public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// How a connection's codes come, how that is doing, and what came: the wizard's page. Whoever knows an address may
    /// send to it, and a phone's key is all that its door asks for: only those who may operate see them.
    ///
    /// - Throws: `.notFound(.connection)`, `.notFound(.provider)`.
    public func showCodeRoute(of id: Connection.ID, by author: Author) async throws -> CodeRouteDetail {
        try author.require(.look)
        let organization = author.organizationID
        let mayChange = author.may(.operate)
        let now = clock.now()
        return try await storage.read { tx in
            guard let connection = try tx.connections.find(id, in: organization) else {
                throw UseCaseError.notFound(.connection)
            }
            guard let provider = connectors.provider(connection.providerKey) else {
                throw UseCaseError.notFound(.provider)
            }
            let route = try tx.codeRoutes.live(of: id, in: organization)
            let runs = try tx.runs.ofConnection(id, in: organization, limit: 20)
            let shown = runs.first { $0.endedAt == nil } ?? runs.first { $0.trigger == .rehearsal }
            let trust = try tx.deviceTrust.find(id).flatMap { $0.span.lostAt == nil ? $0.span : nil }
            let trustEndsAt = try trust.flatMap { try trustEnd($0, at: provider, in: tx) }
            return CodeRouteDetail(
                connection: try summary(of: connection, in: tx), provider: provider,
                route: mayChange ? route : route?.withoutAddress,
                address: mayChange ? route.flatMap(wholeAddress) : nil,
                health: CodeRouteHealth.judging(route, trustEndsAt: trustEndsAt, at: now, rhythm: rhythm),
                ways: ways(at: provider),
                phones: mayChange ? try phones(in: organization, tx) : [],
                ledger: try ledger(of: id, in: organization, tx),
                confirmation: mayChange ? try confirmation(of: id, in: organization, at: now, tx) : nil,
                rehearsal: shown.map(summary), wait: try shown.flatMap { try codeWait(of: $0, provider: provider, tx) },
                trust: trust,
                trustEndsAt: trustEndsAt,
                mayChange: mayChange)
        }
    }

    /// A run's wait for a code; nil when it never waited.
    func codeWait(of run: Run, provider: Provider?, _ tx: Reading) throws -> CodeWaitView? {
        guard let wait = try tx.codeWaits.latest(of: run.id, in: run.organizationID) else { return nil }
        let route = try tx.codeRoutes.live(of: run.connectionID, in: run.organizationID)
        return CodeWaitView(
            channel: wait.channel, route: wait.routeID == nil ? .live : route?.kind ?? .live,
            destinationMasked: wait.destinationMasked, askedAt: wait.askedAt, expiresAt: wait.expiresAt,
            state: wait.state, arrivedAfter: wait.arrivedAt.map { max(0, $0.timeIntervalSince(wait.askedAt)) },
            attempts: max(1, try tx.codeRequests.count(ofRun: run.id)), shape: provider?.codes?.shape ?? .usual)
    }

    /// When a portal will forget a device.
    func trustEnd(_ span: TrustSpan, at provider: Provider, in tx: Reading) throws -> Date? {
        span.ends(learned: try tx.deviceTrust.learnedSpan(at: provider.key), days: provider.codes?.trustDays)
    }

    /// An alias as messages are addressed to it; a phone's key as it is.
    func wholeAddress(_ route: CodeRoute) -> String? {
        guard route.kind == .email, let alias = route.address else { return route.address }
        return mailDomain?.address(of: alias) ?? alias
    }

    private func phones(in organization: Organization.ID, _ tx: Reading) throws -> [PhoneChoice] {
        let routes = try tx.codeRoutes.phones(in: organization)
        return Dictionary(grouping: routes) { $0.address ?? "" }.map { key, routes in
            PhoneChoice(
                key: key, connections: routes.count, lastArrivalAt: routes.compactMap(\.lastArrivalAt).max())
        }.sorted { ($0.lastArrivalAt ?? .distantPast, $0.key) > ($1.lastArrivalAt ?? .distantPast, $1.key) }
    }

    func ledger(of id: Connection.ID, in organization: Organization.ID, _ tx: Reading) throws -> CodeLedger {
        let counts = try tx.receivedMessages.counts(of: id, in: organization)
        let lines = try tx.receivedMessages.ofConnection(id, in: organization, limit: 20)
        return CodeLedger(
            used: counts[.used] ?? 0, others: counts.filter { $0.key != .used }.map(\.value).reduce(0, +),
            lines: lines.map {
                CodeLedgerLine(at: $0.receivedAt, verdict: $0.verdict, sender: $0.sender, delay: $0.delay)
            })
    }

    func confirmation(
        of id: Connection.ID, in organization: Organization.ID, at now: Date, _ tx: Reading
    ) throws -> ForwardingQuestion? {
        guard let stored = try tx.confirmations.find(of: id, in: organization), stored.expiresAt > now,
            let key = try tx.dataKeys.find(owner: id.uuid)
        else { return nil }
        return try open(stored, confirmationOf: id, under: key)
    }
}

extension CodeRouteHealth {
    /// Slow is over two minutes, unusable over five (mfa-code relay, section 2.5).
    /// - Parameter trustEndsAt: When the portal will forget our device; a relay renews that by itself.
    static func judging(
        _ route: CodeRoute?, trustEndsAt: Date?, at now: Date, rhythm: RetryRhythm
    ) -> CodeRouteHealth {
        guard let route else { return .missing }
        switch route.kind {
        case .off: return .off
        case .live:
            let renewal = trustEndsAt?.addingTimeInterval(-rhythm.seconds(LawSpan.trustRenewal))
            return renewal.map { $0 <= now } == true ? .ending : .live
        case .authenticator: return route.provenAt == nil ? .unproven : .proven
        case .email, .sms: break
        }
        if route.misses > 1 { return .silent }
        guard route.provenAt != nil else { return .unproven }
        guard route.isProven(at: now, rhythm: rhythm) else { return .stale }
        switch route.lastDelay ?? 0 {
        case 300...: return .unusable
        case 120...: return .slow
        default: return .proven
        }
    }
}
