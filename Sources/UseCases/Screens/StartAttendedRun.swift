public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Whether a person can sign in on this provider's own page, inside Tieline.
    public func canAttend(_ provider: ProviderKey) -> Bool {
        connectors.connector(for: provider) is any AttendedConnector
    }

    /// Queues a run in which a member signs in on the provider's own page.
    ///
    /// - Parameter keepsTyped: he agrees that what he types is kept.
    /// - Returns: the run whose screen opens as soon as a browser is free.
    /// - Throws: `.checkRefused(.underWay)` while another check is signing in; `.notPossible` where the provider has no
    ///   such page.
    public func startAttendedRun(
        for id: Connection.ID, keepsTyped: Bool, holder: ScreenHolder, by author: Author
    ) async throws -> Run.ID {
        try author.require(.operate)
        return try await startAttended(for: id, keepsTyped: keepsTyped, holder: holder, by: author)
    }

    /// - Parameters as of `submit`.
    func startAttended(
        for id: Connection.ID, keepsTyped: Bool, holder: ScreenHolder, by author: Author,
        preparing prepare: @escaping @Sendable (Connection, Writing) throws -> Connection = { connection, _ in
            connection
        },
        following follow: @escaping @Sendable (Run.ID, Writing) throws -> Void = { _, _ in }
    ) async throws -> Run.ID {
        let newKey = try sealing.makeDataKey(for: id.uuid)
        return try await deciding { tx in
            let connection = try prepare(try self.connection(id, of: author, in: tx), tx)
            try connection.requireCollecting()
            try connection.requireSignIn()
            guard canAttend(connection.providerKey) else { throw UseCaseError.notPossible(connection.state.status) }
            try withdrawQueuedRun(of: connection, in: tx)
            if try tx.dataKeys.find(owner: id.uuid) == nil { try tx.dataKeys.put(newKey, owner: id.uuid) }
            try record(.attendedSignInBegun, of: id, by: author, in: tx)
            let run = try queueRun(for: connection, trigger: .repair, requestedBy: author.memberID, in: tx)
            try tx.attended.insert(
                AttendedSignIn(
                    runID: run, organizationID: connection.organizationID, holder: holder.text, keepsTyped: keepsTyped))
            try follow(run, tx)
            return run
        }
    }
}
