public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Queues a run in which the customer signs in on the provider's own page. Where no permission is in force, his consent
    /// begins with it.
    ///
    /// - Parameter keepsTyped: he agrees that what he types is kept.
    /// - Returns: the run whose screen is his, by `ScreenHolder.request`.
    /// - Throws: `DoorstepError`; `.notPossible` where the provider has no such page.
    public func startAttendedSignIn(
        _ token: Secret<String>, for item: Connection.ID, keepsTyped: Bool
    ) async throws -> Run.ID {
        let digest = tokens.digest(of: token)
        let guest = try await storage.read { tx in try admit(digest, in: tx) }
        _ = try guest.item(item)
        guard guest.request.consent != nil else { throw DoorstepError.stepOver }
        do {
            return try await startAttended(
                for: item, keepsTyped: keepsTyped, holder: .request(guest.request.id), by: guest.author,
                preparing: { connection, tx in
                    try beginWithConsent(of: connection, digest, in: tx)
                },
                following: { run, tx in try own(run, item, digest, in: tx) })
        } catch UseCaseError.checkRefused, UseCaseError.busy {
            throw DoorstepError.stepOver
        }
    }

    /// The run that the customer's own screen belongs to, and whose it is.
    ///
    /// - Throws: `DoorstepError`.
    public func ownScreen(_ token: Secret<String>, for item: Connection.ID) async throws -> (Run.ID, ScreenHolder) {
        let digest = tokens.digest(of: token)
        return try await storage.read { tx in
            let guest = try admit(digest, in: tx)
            guard let run = try guest.item(item).runID else { throw DoorstepError.stepOver }
            return (run, .request(guest.request.id))
        }
    }
}
