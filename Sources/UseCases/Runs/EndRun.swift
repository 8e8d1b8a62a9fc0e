import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Ends a run: one transaction stores what was collected, the portal's verdict on what was sent, the decision of the
    /// law with everything that follows from it, and the run itself. Done twice, the second time changes nothing.
    ///
    /// - Parameter kept: what to start from next time, sealed.
    func endRun(_ id: Run.ID, with result: ConnectorResult, keeping kept: KeptSecrets) async throws {
        let steps = String(decoding: try JSONEncoder.trace.encode(result.evidence.steps), as: UTF8.self)
        let jitter = identifiers.fraction()
        try await deciding { tx in
            guard var run = try tx.runs.system(id), run.endedAt == nil,
                var connection = try tx.connections.system(run.connectionID)
            else { return }
            let now = clock.now()
            try settleSubmissions(of: run, by: result.outcome, in: tx)
            var proof: Proof?
            // The permission may have ended while it ran.
            let authorization = try tx.authorizations.system(of: connection.id)
            let isAuthorized = authorization?.isLive(at: now) ?? false
            if !result.accounts.isEmpty, isAuthorized, let authorization {
                let days = authorization.days(in: zone(of: connection))
                proof = try store(result, within: days, of: connection, at: now, in: tx)
            }
            if isAuthorized, let typed = kept.typed {
                (connection, run) = try keep(typed, of: connection, by: run, at: now, in: tx)
            }
            if isAuthorized {
                if let session = kept.session { try tx.savedSessions.put(connection.id, session) }
                let waited = try tx.codeWaits.latest(of: id, in: run.organizationID) != nil
                try keep(kept, of: connection, isKnown: result.outcome.isSignedIn && !waited, at: now, in: tx)
            }
            try tx.attended.end(id)
            try tx.codeWaits.endAll(ofRun: id)
            let route = try tx.codeRoutes.live(of: connection.id, in: connection.organizationID)
            let cohort = try cohortVerdict(on: result.outcome, of: connection, in: tx)
            let attempt = Attempt(
                outcome: result.outcome, confidence: result.confidence, trigger: run.trigger, runID: id, proof: proof,
                cohort: cohort, hasProvenCodeRoute: route?.isProven(at: now, rhythm: rhythm) ?? false, jitter: jitter)
            let decision = StatusLaw.applying(.attemptEnded(attempt), to: connection.state, at: now, rhythm: rhythm)
            // What a person typed wrong by hand stays refused, whatever he typed next.
            if !decision.effects.contains(.rememberRejectedSecret), try tx.attended.system(id) == nil {
                try tx.submissions.doubtRejections(ofRun: id)
            }
            let ended = try follow(decision, of: connection, by: .tieline, run: id, in: tx)
            run.end(as: result.outcome, result.confidence, status: ended.state.status, at: now)
            run.proof = proof
            try tx.runs.finish(run)
            if isAuthorized {
                try tx.evidence.put(id, stepsJSON: steps, screenshot: result.evidence.screenshot)
            }
            try followIncident(cohort, after: result.outcome, of: connection, in: tx)
            tx.announce(Change(topic: .run(id)))
        }
    }

    /// What a person typed by hand becomes the connection's sign-in, unless somebody stored another meanwhile.
    private func keep(
        _ typed: TypedSecret, of connection: Connection, by run: Run, at now: Date, in tx: Writing
    ) throws -> (Connection, Run) {
        guard connection.credentialVersion == typed.version - 1 else { return (connection, run) }
        var (connection, run) = (connection, run)
        connection.credentialVersion = typed.version
        connection.loginHint = typed.hint
        run.credentialVersion = typed.version
        try tx.credentials.put(
            Credential(
                connectionID: connection.id, version: typed.version, sealed: typed.sealed, createdAt: now,
                createdBy: run.requestedBy))
        try record(.credentialsReplaced, of: connection.id, by: .tieline, in: connection.organizationID, tx)
        try note(.credentialsReplaced, of: connection, by: .tieline, in: tx)
        return (connection, run)
    }

    /// A new device replaces the one before; one that got in without a code is known to be alive.
    private func keep(
        _ kept: KeptSecrets, of connection: Connection, isKnown: Bool, at now: Date, in tx: Writing
    ) throws {
        if let trust = kept.trust {
            try tx.deviceTrust.put(connection.id, trust)
        } else if kept.usedTrust, isKnown {
            try tx.deviceTrust.isAlive(connection.id, at: now)
        }
    }

    /// Writes what the portal said to whatever this run sent, as far as nothing was written while it ran.
    private func settleSubmissions(of run: Run, by outcome: Outcome, in tx: Writing) throws {
        if outcome.answersSubmission {
            try tx.submissions.settle(run.id, outcome.isRejection ? .rejected : .accepted)
        } else {
            try tx.submissions.interruptOpen(ofRun: run.id)
        }
    }
}

extension Outcome {
    /// Whether the portal let its answer to the submitted secret be seen. A lock page hides it; so does trouble.
    fileprivate var answersSubmission: Bool {
        switch self {
        case .signedIn, .passwordRejected, .newPasswordRequired, .additionalCredentialsRequired, .codeRequired,
            .approvalRequired, .codeRejected, .codeTimedOut, .actionRequiredAtProvider, .noAccounts:
            true
        case .accountLocked, .siteDown, .blockedByProvider, .pageChanged, .providerRetired, .unsupportedAuth, .crashed:
            false
        }
    }

    fileprivate var isSignedIn: Bool {
        if case .signedIn = self { return true }
        return false
    }

    fileprivate var isRejection: Bool {
        switch self {
        case .passwordRejected, .codeRejected: true
        default: false
        }
    }
}

extension Run {
    /// Writes the end into the run.
    mutating func end(as outcome: Outcome, _ confidence: Confidence, status: ConnectionStatus, at now: Date) {
        outcomeCode = outcome.code
        outcomeDetail = outcome.detail
        self.confidence = confidence
        statusAfter = status
        endedAt = now
        browserReference = nil
    }
}

extension JSONEncoder {
    /// Traces: sorted keys, instants as seconds since 1970.
    static var trace: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.dateEncodingStrategy = .secondsSince1970
        return encoder
    }
}

extension JSONDecoder {
    /// Reads what `JSONEncoder.trace` wrote.
    static var trace: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        return decoder
    }
}
