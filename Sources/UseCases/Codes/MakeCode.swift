import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Makes the code of an authenticator: at most one per period, and none that the portal might see too late.
    ///
    /// - Parameter refusals: codes that the portal refused in this run.
    /// - Throws: `CodeRefusal`; `.unreadableSecret`.
    func makeCode(for wait: CodeWait, under key: WrappedKey, refusals: Int) async throws -> Secret<String> {
        while true {
            guard let route = wait.routeID,
                let stored = try await storage.read({ tx in try tx.codeRoutes.authenticator(route) })
            else { throw CodeRefusal.noRoute }
            let text = try open(stored.sealed, secretOf: route, of: wait.connectionID, under: key)
            guard let secret = try? AuthenticatorSecret(reading: text) else {  // nil: another version wrote it
                throw UseCaseError.unreadableSecret
            }
            switch secret.turn(at: clock.now(), lastCounter: stored.lastPeriod, refusals: refusals) {
            case .over: throw CodeRefusal.timedOut
            case .now(let counter):
                if try await spend(counter, after: stored.lastPeriod, of: route, for: wait) {
                    return oneTimeCodes.code(of: secret, counter: counter)
                }
            case .later(let moment, _):
                guard moment < wait.expiresAt else { throw CodeRefusal.timedOut }
                _ = try await looking(until: moment, after: { _ in false }) { nil as Void? }
            }
        }
    }

    /// Spends a period and writes that its code was given out; false when another run was faster.
    private func spend(
        _ counter: UInt64, after last: UInt64?, of route: CodeRoute.ID, for wait: CodeWait
    ) async throws -> Bool {
        try await storage.write { tx in
            guard try tx.codeRoutes.spend(period: counter, of: route, after: last) else { return false }
            try tx.codeWaits.takeMade(wait, at: clock.now())
            tx.announce(Change(topic: .run(wait.runID)))
            return true
        }
    }
}
