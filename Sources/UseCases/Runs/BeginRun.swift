import Domain
import Foundation
import Ports
import Store

/// What the store knows of a run before it begins.
private struct StoredRun: Sendable {
    let run: Run
    let connection: Connection
    let key: WrappedKey?
    let credential: Credential?
    let sealedSession: [UInt8]?
    let trust: StoredTrust?
    let billsSince: String?
    /// Whether its customer's permission is in force at this moment.
    let isAuthorized: Bool
    let attended: AttendedSignIn?
    /// It had begun before, in a process that is no more.
    let isResumed: Bool
    let hasAskedForCode: Bool
}

extension Workplace {
    /// Loads and opens what a run needs, and says so when it need not go to the portal.
    func beginRun(_ id: Run.ID) async throws -> RunBeginning {
        guard let stored = try await startedRun(id) else { return .over }
        guard stored.connection.archivedAt == nil, stored.connection.state.covers.isEmpty, stored.isAuthorized,
            let key = stored.key, stored.credential != nil || stored.sealedSession != nil || stored.attended != nil
        else { return .known(.crashed(cause: .notSubmitted)) }
        // His browser went with the process that held it: he starts again with one click.
        if stored.attended != nil, stored.isResumed { return .known(.crashed(cause: .interrupted)) }
        guard let provider = connectors.provider(stored.run.providerKey),
            let connector = connectors.connector(for: stored.run.providerKey)
        else { return .known(.crashed(cause: .connectorDied)) }

        let credentials = try stored.credential.map { try open($0, under: key) } ?? .unknown
        let prints = LoginPrints(
            of: credentials, at: provider.key, in: stored.run.organizationID, run: id, by: fingerprinting)
        let sent = try await submissions(of: stored.run, prints)
        if let rejected = sent.first(where: { $0.verdict == .rejected && $0.kind == .password }) {
            // Killed after the portal's answer was written and before the run ended.
            return .known(
                .passwordRejected(field: .unknown, portalText: ""), steps: [.refused(.rejectedBefore, at: rejected.at)])
        }
        let hadOpen = sent.contains { $0.verdict == .open }
        if hadOpen, stored.run.browserReference == nil { return .known(.crashed(cause: .interrupted)) }

        let session = try stored.sealedSession.map { try open($0, sessionOf: stored.connection.id, under: key) }
        let trust = try stored.trust.map { try open($0, of: stored.connection.id, under: key) }
        let request = ConnectorRequest(
            runID: id, provider: provider, credentials: credentials, session: session, deviceTrust: trust,
            browserReference: stored.run.browserReference, mayHaveSent: hadOpen || stored.hasAskedForCode,
            billsSince: stored.billsSince,
            deadline: clock.now().addingTimeInterval(limits.run))
        return .ready(
            RunPlan(
                run: stored.run, connector: connector, request: request, key: key, prints: prints,
                attended: stored.attended, hasSecret: stored.credential != nil, hadOpenSubmission: hadOpen))
    }

    /// Marks the run as started, once; nil when it has ended or was withdrawn.
    private func startedRun(_ id: Run.ID) async throws -> StoredRun? {
        try await deciding { tx in
            guard var run = try tx.runs.system(id), run.endedAt == nil,
                let connection = try tx.connections.system(run.connectionID)
            else { return nil }
            let isResumed = run.startedAt != nil
            if run.startedAt == nil {
                let now = clock.now()
                try tx.runs.start(id, at: now)
                run.startedAt = now
                // Saving the connection makes a withdrawal of this run and its start exclude each other.
                try apply(.activityChanged(.signingIn), to: connection, by: .tieline, in: tx)
                tx.announce(Change(topic: .run(id)))
            }
            let isFresh = try isFresh(run, of: connection, in: tx)
            let trust = isFresh ? nil : try tx.deviceTrust.find(connection.id)
            let authorization = try tx.authorizations.system(of: connection.id)
            return StoredRun(
                run: run, connection: connection,
                key: try tx.dataKeys.find(owner: connection.id.uuid),
                credential: try tx.credentials.current(connection.id),
                sealedSession: isFresh ? nil : try tx.savedSessions.find(connection.id),
                trust: trust?.span.lostAt == nil ? trust : nil,
                billsSince: try billsSince(connection, under: authorization, in: tx),
                isAuthorized: authorization?.isLive(at: clock.now()) ?? false,
                attended: try tx.attended.system(id), isResumed: isResumed,
                hasAskedForCode: try tx.codeWaits.latest(of: id, in: run.organizationID) != nil)
        }
    }

    /// The earliest of the accounts' latest bills: everything from there on is wanted. While any has none, everything
    /// since the day that was chosen for the connection; nil for all. Never from before what the customer agreed to.
    private func billsSince(
        _ connection: Connection, under authorization: Authorization?, in tx: Writing
    ) throws -> String? {
        let allowed = authorization?.days(in: zone(of: connection)).first
        let start = [connection.collectFrom, allowed].compactMap { $0 }.max()?.text
        let latest = try tx.accounts.ofConnection(connection.id, in: connection.organizationID)
            .filter { $0.withheldAt == nil }.map { try tx.bills.latestIssued($0.id) }
        guard !latest.contains(nil), let known = latest.compactMap({ $0 }).min() else { return start }
        return start.map { max($0, known) } ?? known
    }

    private func submissions(of run: Run, _ prints: LoginPrints) async throws -> [Submission] {
        let since = run.startedAt ?? run.queuedAt
        return try await storage.read { tx in
            try tx.submissions.history(
                login: prints.login, secret: prints.secret(.password), since: since, in: run.organizationID)
        }.filter { $0.runID == run.id }
    }
}
