import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Decides over which channel a run's code shall come, and writes the request and the wait down, once.
    ///
    /// - Returns: nil while another run of the same login, or of the same phone and provider, waits for its code.
    func tryToWait(
        _ run: Run, login: Fingerprint, _ offer: CodeOffer, hadTrust: Bool
    ) async throws -> Result<CodeChannel, CodeRefusal>? {
        do {
            return try await storage.write { tx in
                let now = clock.now()
                try expireWaits(at: now, in: tx)
                if hadTrust { try tx.deviceTrust.lose(run.connectionID, at: run.providerKey, now: now) }
                let latest = try tx.codeWaits.latest(of: run.id, in: run.organizationID)
                do {
                    if let latest, try isEarly(latest, in: tx) {
                        if let channel = try adopt(latest, run, login: login, offer, at: now, in: tx) {
                            return .success(channel)
                        }
                    } else if let latest, !offer.isResend {
                        // An earlier life of this run asked already.
                        return latest.state.isUnsettled ? .success(latest.channel) : .failure(.timedOut)
                    }
                    if let latest { try giveUp(latest, in: tx) }
                    return .success(
                        try ask(run, login: login, offer, number: (latest?.number ?? 0) + 1, at: now, in: tx))
                } catch let refusal as CodeRefusal {
                    // An answer, not a failure: what was learned before it stays written.
                    return .failure(refusal)
                }
            }
        } catch StoreError.notUnique(table: "code_wait") {
            return nil
        }
    }

    private func ask(
        _ run: Run, login: Fingerprint, _ offer: CodeOffer, number: Int, at now: Date, in tx: Writing
    ) throws -> CodeChannel {
        guard number <= CodeGate.waitsPerRun, try tx.codeRequests.count(ofRun: run.id) < CodeGate.requestsPerRun else {
            throw CodeRefusal.budgetSpent
        }
        let choice = try choice(for: run, offer, at: now, in: tx)
        if !choice.isMade { try write(request: number, of: run, login: login, at: now, in: tx) }
        // A portal that sends by itself did so when the password was right.
        let sentAt = offer.isSent ? try tx.submissions.latest(ofRun: run.id)?.at : nil
        let wait = CodeWait(
            runID: run.id, number: number, connectionID: run.connectionID, channel: choice.channel,
            routeID: choice.route?.id, askedAt: sentAt ?? now,
            expiresAt: now.addingTimeInterval(patience(with: choice, of: run)))
        try tx.codeWaits.open(
            NewCodeWait(
                wait, organizationID: run.organizationID, providerKey: run.providerKey, login: login,
                phone: choice.route?.kind == .sms ? choice.route?.address : nil))
        tx.announce(Change(topic: .run(run.id)))
        return choice.channel
    }

    private func choice(for run: Run, _ offer: CodeOffer, at now: Date, in tx: Writing) throws -> CodeChoice {
        let route = try tx.codeRoutes.live(of: run.connectionID, in: run.organizationID)
        return try CodeChoice.among(
            offer.channels, route: route, isAttended: run.isAttended, at: now, rhythm: rhythm)
    }

    /// Writes that the portal is asked, when its budget allows that.
    private func write(
        request number: Int, of run: Run, login: Fingerprint, at now: Date, in tx: Writing
    ) throws {
        let since = now.addingTimeInterval(-rhythm.seconds(LawSpan.budget))
        let history = try tx.codeRequests.history(login: login, since: since, in: run.organizationID)
        let refusal = CodeGate.refusal(isAttended: run.isAttended, history: history, at: now, rhythm: rhythm)
        if let refusal { throw refusal }
        try tx.codeRequests.insert(
            CodeRequest(runID: run.id, number: number, login: login, isAttended: run.isAttended, at: now),
            run.organizationID)
    }

    /// Whether a wait began with a code that came before anybody asked for it.
    private func isEarly(_ wait: CodeWait, in tx: Writing) throws -> Bool {
        guard wait.state == .arrived, wait.channel != .totp else { return false }
        return try !tx.codeRequests.isWritten(wait.number, ofRun: wait.runID)
    }

    /// A code that was faster than its page: the run's own when the portal sends by itself, over the route that brought it.
    private func adopt(
        _ wait: CodeWait, _ run: Run, login: Fingerprint, _ offer: CodeOffer, at now: Date, in tx: Writing
    ) throws -> CodeChannel? {
        let choice = try choice(for: run, offer, at: now, in: tx)
        guard offer.isSent, choice.route?.id == wait.routeID else { return nil }
        try write(request: wait.number, of: run, login: login, at: now, in: tx)
        return wait.channel
    }

    /// How long a code is waited for: as long as it lives, and with nobody present no longer than a relay may take.
    private func patience(with choice: CodeChoice, of run: Run) -> TimeInterval {
        let lifetime = connectors.provider(run.providerKey)?.codes?.lifetime ?? limits.codeWait
        let longest = min(lifetime, limits.codeWait)
        return run.isAttended || choice.isMade ? longest : min(longest, limits.relayWait)
    }

    /// The page that asks was seen: what it says goes into the wait. A wait whose code was refused is open again.
    ///
    /// - Throws: `CodeRefusal.timedOut` when nothing was asked for, or its time is over.
    func seeQuestion(_ question: CodeQuestion, of run: Run) async throws -> CodeWait {
        try await storage.write { tx in
            let now = clock.now()
            guard let wait = try tx.codeWaits.latest(of: run.id, in: run.organizationID) else {
                throw CodeRefusal.timedOut
            }
            if wait.state == .rejected, wait.expiresAt > now { try tx.codeWaits.reopen(wait) }
            try tx.codeWaits.describe(wait, destinationMasked: question.destinationMasked, host: question.host)
            tx.announce(Change(topic: .run(run.id)))
            guard let seen = try tx.codeWaits.latest(of: run.id, in: run.organizationID), seen.state.isUnsettled else {
                throw CodeRefusal.timedOut
            }
            return seen
        }
    }

    /// Waits until a code is here, and takes it: sealed, once.
    ///
    /// - Throws: `CodeRefusal.timedOut` when its time passed.
    func awaitCode(for wait: CodeWait) async throws -> [UInt8] {
        let look = try await looking(until: wait.expiresAt, after: { $0 == .run(wait.runID) }) {
            try await lookForCode(wait)
        }
        switch look {
        case .here(let sealed): return sealed
        case .gone: throw CodeRefusal.timedOut
        case nil:
            // It may have come at the very last moment.
            let last = try await storage.write { tx in
                if let sealed = try tx.codeWaits.take(wait) { return Look.here(sealed) }
                try giveUp(wait, in: tx)
                return .gone
            }
            guard case .here(let sealed) = last else { throw CodeRefusal.timedOut }
            return sealed
        }
    }

    private enum Look: Sendable {
        case here([UInt8])
        case gone
    }

    private func lookForCode(_ wait: CodeWait) async throws -> Look? {
        let organization = try await storage.read { tx in try tx.runs.system(wait.runID)?.organizationID }
        guard let organization else { return .gone }
        switch try await storage.read({ tx in try tx.codeWaits.latest(of: wait.runID, in: organization) })?.state {
        case .waiting: return nil
        case .arrived, .taken:
            return try await storage.write { tx in try tx.codeWaits.take(wait).map(Look.here) ?? .gone }
        case .accepted, .rejected, .over, nil: return .gone
        }
    }

    /// Writes what the portal said to the code of a run, and what that says about its route.
    func settleCode(of run: Run, _ verdict: CodeVerdict) async throws {
        try await storage.write { tx in
            guard let wait = try tx.codeWaits.latest(of: run.id, in: run.organizationID) else { return }
            let state: CodeWait.State =
                switch verdict {
                case .accepted: .accepted
                case .rejected: .rejected
                case .expired: .over
                }
            guard try tx.codeWaits.end(wait, state) else { return }
            if verdict == .accepted, let route = wait.routeID { try tx.codeRoutes.prove(route, at: clock.now()) }
            tx.announce(Change(topic: .run(run.id)))
        }
    }

    /// Ends every wait whose time has passed, and counts what did not come.
    func expireWaits(at now: Date, in tx: Writing) throws {
        for wait in try tx.codeWaits.expired(at: now) { try giveUp(wait, in: tx) }
    }

    /// Nothing came in time: the wait is over, and its route missed one. Two in a row are worth a line of the timeline.
    private func giveUp(_ wait: CodeWait, in tx: Writing) throws {
        guard try tx.codeWaits.end(wait, .over) else { return }
        tx.announce(Change(topic: .run(wait.runID)))
        guard wait.state == .waiting, let route = wait.routeID, wait.channel != .totp else { return }
        guard try tx.codeRoutes.miss(route) == 2, let connection = try tx.connections.system(wait.connectionID) else {
            return
        }
        try note(.codesSilent, of: connection, by: .tieline, run: wait.runID, in: tx)
    }

    /// A code that goes out in a run, as the ledger of submissions knows it.
    func codePrint(of code: Secret<String>, inRun run: Run) -> Fingerprint {
        fingerprinting.fingerprint(of: [Secret(run.organizationID.uuid), Secret(run.id.uuid), code], purpose: "code")
    }
}

extension CodeWait.State {
    /// A code may still come, or came and has not been answered by the portal.
    var isUnsettled: Bool { self == .waiting || self == .arrived || self == .taken }
}
