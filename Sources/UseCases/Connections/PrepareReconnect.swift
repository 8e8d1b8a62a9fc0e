public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// What the reconnect wizard shows before somebody types: the fields, and the tries left before the portal locks.
    ///
    /// - Throws: `.notFound(.connection)`; `.checkRefused(.archived)` or `.covered` when nothing may be collected.
    public func prepareReconnect(_ id: Connection.ID, by author: Author) async throws -> ReconnectForm {
        try author.require(.operate)
        let secret = try await storedSecret(of: id, by: author)
        let connection = secret.connection
        try connection.requireCollecting()
        try connection.requireSignIn()
        guard let provider = connectors.provider(connection.providerKey) else {
            throw UseCaseError.notFound(.provider)
        }
        let now = clock.now()
        let since = now.addingTimeInterval(-rhythm.seconds(LawSpan.budget))
        return try await storage.read { tx in
            let history = try secret.prints.map {
                try tx.submissions.history(
                    login: $0.login, secret: $0.secret(.password), since: since, in: author.organizationID)
            }
            let recentRejections = (history ?? []).count { $0.verdict == .rejected && $0.at >= since }
            return ReconnectForm(
                connection: try summary(of: connection, in: tx),
                provider: provider,
                fields: reconnectFields(
                    of: provider, beyond: secret.asked, status: connection.state.status, stored: secret.credentials),
                attemptsLeft: provider.lockoutLimit.map { max(0, $0 - recentRejections) },
                deepLink: connection.state.deepLink,
                currentRunID: try tx.runs.active(of: connection.id)?.id)
        }
    }
}

extension Connection {
    /// Throws unless the connection is one that signs in.
    func requireSignIn() throws(UseCaseError) {
        guard kind == .online else { throw .notPossible(state.status) }
    }

    /// Throws unless data may be collected at all.
    func requireCollecting() throws(UseCaseError) {
        guard archivedAt == nil else { throw .checkRefused(.archived) }
        guard state.covers.isEmpty else { throw .checkRefused(.covered(state.status)) }
    }
}
