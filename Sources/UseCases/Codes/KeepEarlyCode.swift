import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Some portals send a code as soon as the password is right, and it can be here before the run has seen the page that
    /// asks for it. While the connection's run is past its password and has not asked for anything, such a code is kept
    /// for that run: its wait begins with it (docs/decisions/0005).
    ///
    /// - Returns: whether it was dealt with.
    /// - Throws: `WaitMoved` when the run began to wait meanwhile.
    func keepEarly(_ delivery: Delivery, for listener: CodeListener) async throws -> Bool {
        guard let key = listener.key, let early = try await earlyWait(of: listener) else { return false }
        guard case .code(let code) = finding(in: delivery.message, for: early.wait, of: listener) else { return false }
        let sealed = try seal(code, for: early.wait, under: key)
        let print = fingerprinting.fingerprint(of: [Secret(listener.route.organizationID.uuid), code], purpose: "code")
        do {
            try await storage.write { tx in
                let now = clock.now()
                try tx.codeWaits.open(early)
                guard try tx.codeWaits.arrive(early.wait, sealed: sealed, at: now) else { return }
                let delay = max(0, delivery.message.receivedAt.timeIntervalSince(early.wait.askedAt))
                try tx.codeRoutes.arrived(listener.route.id, at: now, delay: delay)
                try tx.receivedMessages.insert(entry(delivery, .used, for: listener, codePrint: print))
                tx.announce(Change(topic: .run(early.wait.runID)))
            }
        } catch StoreError.notUnique(table: "code_wait") {
            // This run began to wait meanwhile, which ends in another look; or another of its login or phone waits.
            try await note(delivery, .ambiguous, for: listener)
        }
        return true
    }

    /// Connections whose run is past its password, waits for nothing yet, and may be whom a text is for.
    func signingIn(_ text: Delivery, among listeners: [CodeListener]) async throws -> [CodeListener] {
        var found: [CodeListener] = []
        for listener in listeners {
            guard let early = try await earlyWait(of: listener) else { continue }
            switch finding(in: text.message, for: early.wait, of: listener) {
            case .foreign, .tooOld: continue
            case .code, .noCode, .ambiguous: found.append(listener)
            }
        }
        return found
    }

    /// Whether another run signs in at the same portal over the same phone: from its password until its code is here. Both
    /// codes would come to one number and look alike, so that the second password waits (docs/decisions/0005).
    func isPhoneTaken(for run: Run, in tx: Writing) throws -> Bool {
        guard let route = try tx.codeRoutes.live(of: run.connectionID, in: run.organizationID), route.kind == .sms,
            let phone = route.address
        else { return false }
        return try tx.codeRoutes.system(address: phone).contains { other in
            guard other.id != route.id,
                try tx.connections.system(other.connectionID)?.providerKey == run.providerKey
            else { return false }
            if let open = try tx.codeWaits.open(of: other.connectionID), open.routeID == other.id {
                return open.expiresAt > clock.now()
            }
            return try earlyWait(over: other, in: tx).map { $0.wait.expiresAt > clock.now() } ?? false
        }
    }

    private func earlyWait(of listener: CodeListener) async throws -> NewCodeWait? {
        try await storage.read { tx in try earlyWait(over: listener.route, in: tx) }
    }

    /// The wait that the run of a route's connection would begin now; nil unless it has just sent a password or an answer.
    private func earlyWait<Access>(over route: CodeRoute, in tx: Transaction<Access>) throws -> NewCodeWait? {
        guard let connection = try tx.connections.system(route.connectionID),
            connection.state.activity == .signingIn || connection.state.activity == .waitingForCode,
            let run = try tx.runs.active(of: route.connectionID), run.startedAt != nil,
            let sent = try tx.submissions.latest(ofRun: run.id), sent.kind != .code,
            try tx.codeWaits.latest(of: run.id, in: run.organizationID) == nil
        else { return nil }
        let wait = CodeWait(
            runID: run.id, number: 1, connectionID: run.connectionID,
            channel: route.kind == .sms ? .sms : .email, routeID: route.id, askedAt: sent.at,
            expiresAt: sent.at.addingTimeInterval(limits.relayWait))
        return NewCodeWait(
            wait, organizationID: run.organizationID, providerKey: run.providerKey, login: sent.login,
            phone: route.kind == .sms ? route.address : nil)
    }
}
