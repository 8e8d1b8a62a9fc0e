import Domain
import Ports
import Store

extension Workplace {
    /// Applies one event that a person caused: the law decides, one transaction stores the state, the timeline's line and
    /// the audit entry.
    ///
    /// - Parameter event: what happened, given the state; nil when there is nothing to do.
    func changeStatus(
        of id: Connection.ID, by author: Author, action: AuditAction,
        _ event: @escaping @Sendable (ConnectionState) throws -> ConnectionEvent?
    ) async throws {
        try author.require(.operate)
        try await deciding { tx in
            let connection = try self.connection(id, of: author, in: tx)
            guard let event = try event(connection.state) else { return }
            try record(action, of: id, by: author, in: tx)
            try apply(event, to: connection, by: author.auditAuthor, in: tx)
        }
    }

    /// Applies an event by the law and stores everything that follows from it.
    ///
    /// - Returns: the connection as it was saved.
    @discardableResult
    func apply(
        _ event: ConnectionEvent, to connection: Connection, by author: AuditEntry.Author, run: Run.ID? = nil,
        in tx: Writing
    ) throws -> Connection {
        let decision = StatusLaw.applying(
            event, to: connection.state, at: clock.now(), rhythm: rhythm, jitter: identifiers.fraction())
        return try follow(decision, of: connection, by: author, run: run, in: tx)
    }

    /// Stores a decision of the law with everything that follows from it; nothing when nothing changed.
    func follow(
        _ decision: Decision, of connection: Connection, by author: AuditEntry.Author, run: Run.ID?, in tx: Writing
    ) throws -> Connection {
        guard decision.state != connection.state || !decision.effects.isEmpty else { return connection }
        var connection = connection
        connection.state = decision.state
        try tx.connections.save(connection)
        connection.version += 1
        for effect in decision.effects {
            try follow(effect, of: connection, by: author, run: run, in: tx)
        }
        tx.announce(Change(topic: .connection(connection.id)))
        tx.announce(Change(topic: .organization(connection.organizationID)))
        return connection
    }

    /// What must be stored because of a decision. A customer is asked by a member, or before his permission ends.
    private func follow(
        _ effect: Effect, of connection: Connection, by author: AuditEntry.Author, run: Run.ID?, in tx: Writing
    ) throws {
        switch effect {
        case .statusChanged(let from, let to):
            try note(.statusChanged, of: connection, from: from, to: to, by: author, run: run, in: tx)
            try settleRequest(about: connection, from: from, by: author, in: tx)
            try planToAsk(about: connection, in: tx)
        case .repaired:
            try note(.repaired, of: connection, by: author, run: run, in: tx)
        case .destroyCredentials:
            try tx.credentials.destroyAll(connection.id)
            try tx.savedSessions.destroy(connection.id)
            // The address of bills is no secret of the customer's, and his mailbox's rule names it: it waits for a renewal.
            if connection.kind != .email || connection.state.covers.contains(.authorizationRevoked) {
                try tx.codeRoutes.end(of: connection.id, at: clock.now())
            }
            try tx.confirmations.destroy(of: connection.id)
            try tx.deviceTrust.destroy(connection.id)
            try tx.dataKeys.destroy(owner: connection.id.uuid)
            tx.leaveNoTrace()
        case .releaseCohort:
            try releaseHeld(at: connection.providerKey, in: tx)
        // A rejected secret is remembered by its submission's verdict, which is written where the run ends.
        case .destroyCollectedData:
            try tx.shredder.destroyAll(of: connection.id)
            tx.leaveNoTrace()
        case .rememberRejectedSecret, .askCustomer, .tellOperator, .holdMessages: return
        }
    }
}
