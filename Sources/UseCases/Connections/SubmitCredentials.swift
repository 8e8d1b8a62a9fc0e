public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Stores what a person typed to sign in, and queues the run that tries it at once.
    ///
    /// - Parameter fields: by the names of `prepareReconnect`'s fields; a blank one keeps what is stored where it may.
    /// - Returns: the run to watch.
    /// - Throws: `.invalid` naming the field, also when the portal refused this password before;
    ///   `.checkRefused(.underWay)` while another check is signing in.
    public func submitCredentials(
        _ fields: [String: Secret<String>], for id: Connection.ID, by author: Author
    ) async throws -> Run.ID {
        try author.require(.operate)
        let old = try await storedSecret(of: id, by: author)
        try old.connection.requireCollecting()
        return try await submit(fields, for: id, by: author)
    }

    /// Stores a sign-in and queues the run that tries it.
    ///
    /// - Parameters:
    ///   - blanksKeep: a blank answer keeps what is stored; else all are needed.
    ///   - follow: what comes of the queued run, in that transaction too.
    ///   - prepare: what comes first in the same transaction, such as a renewed permission; gives the connection as it is then.
    func submit(
        _ fields: [String: Secret<String>], for id: Connection.ID, by author: Author, blanksKeep: Bool = true,
        preparing prepare: @escaping @Sendable (Connection, Writing) throws -> Connection = { connection, _ in
            connection
        },
        following follow: @escaping @Sendable (Run.ID, Writing) throws -> Void = { _, _ in }
    ) async throws -> Run.ID {
        let old = try await storedSecret(of: id, by: author)
        try old.connection.requireSignIn()
        let stored = blanksKeep ? old.credentials : nil
        guard let provider = connectors.provider(old.connection.providerKey) else {
            throw UseCaseError.notFound(.provider)
        }
        let form = reconnectFields(
            of: provider, beyond: old.asked, status: old.connection.state.status, stored: stored)
        let credentials = try SignInFields.credentials(from: fields, fields: form, stored: stored)
        let key = try old.key ?? sealing.makeDataKey(for: id.uuid)
        let version = old.connection.credentialVersion + 1
        let secret = try await newSecret(credentials, for: old.connection, version: version, under: key, by: author)
        let hint = LoginHint.masking(credentials.username.exposed)
        return try await deciding { tx in
            var connection = try prepare(try self.connection(id, of: author, in: tx), tx)
            try connection.requireCollecting()
            // Somebody else stored credentials meanwhile: his are being tried, ours were made from what he replaced.
            guard connection.credentialVersion == version - 1 else { throw UseCaseError.busy }
            // A permission that ended meanwhile took the key along: what is sealed under it could never be opened.
            guard try old.key == nil || tx.dataKeys.find(owner: id.uuid) == old.key else { throw UseCaseError.busy }
            try withdrawQueuedRun(of: connection, in: tx)
            // A customer looks on, also the first time.
            let isFirst = connection.credentialVersion == 0 && author.identity != .customer(connection.customerID)
            connection.credentialVersion = version
            connection.loginHint = hint
            connection.state =
                StatusLaw.applying(.credentialsReplaced, to: connection.state, at: clock.now(), rhythm: rhythm).state
            if old.key == nil { try tx.dataKeys.put(key, owner: id.uuid) }
            try tx.credentials.put(secret.credential)
            // A session of the old sign-in would prove nothing about the new one.
            try tx.savedSessions.destroy(id)
            try record(.credentialsReplaced, of: id, by: author, in: tx)
            try note(.credentialsReplaced, of: connection, by: author.auditAuthor, in: tx)
            let run = try queueRun(
                for: connection, trigger: isFirst ? .first : .repair, requestedBy: author.memberID, in: tx)
            try follow(run, tx)
            return run
        }
    }

    /// Ends a run that has not started: it would try what was just replaced.
    ///
    /// - Throws: `.checkRefused(.underWay)` when it has started already.
    func withdrawQueuedRun(of connection: Connection, in tx: Writing) throws {
        guard var run = try tx.runs.active(of: connection.id) else { return }
        guard run.startedAt == nil else { throw UseCaseError.checkRefused(.underWay(run.id)) }
        run.end(as: .crashed(cause: .notSubmitted), .high, status: connection.state.status, at: clock.now())
        try tx.runs.finish(run)
        tx.announce(Change(topic: .run(run.id)))
    }
}
