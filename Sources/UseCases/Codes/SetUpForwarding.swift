public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Gives an email connection a new address for its bills, in the place of the one before, if there is one. Nothing is
    /// proven by it: that takes a mail.
    ///
    /// - Returns: the whole address.
    /// - Throws: `.notFound(.connection)`, also for one of another kind; `.checkRefused` when nothing is collected;
    ///   `.invalid` naming `provider` where this installation takes no mail.
    @discardableResult
    public func setUpForwarding(of id: Connection.ID, by author: Author) async throws -> String {
        try author.require(.operate)
        let organization = author.organizationID
        let alias = newAlias(.bills)
        return try await deciding { tx in
            let connection = try mailbox(id, of: author, in: tx)
            try connection.requireCollecting()
            let mailDomain = try requireMailDomain()
            try tx.codeRoutes.put(
                CodeRoute(
                    id: newID(), organizationID: organization, connectionID: id, kind: .email, address: alias,
                    createdAt: clock.now()))
            try tx.confirmations.destroy(of: id)
            try record(.forwardingSetUp, of: id, by: author, in: tx)
            try note(.forwardingSetUp, of: connection, by: author.auditAuthor, in: tx)
            tx.announce(Change(topic: .connection(id)))
            return mailDomain.address(of: alias)
        }
    }

    /// Takes an email connection's address back: from now on mail to it is refused. What came stays. Stopping twice changes
    /// nothing.
    ///
    /// - Throws: `.notFound(.connection)`, also for one of another kind.
    public func stopForwarding(of id: Connection.ID, by author: Author) async throws {
        try author.require(.operate)
        try await deciding { tx in
            let connection = try mailbox(id, of: author, in: tx)
            guard try tx.codeRoutes.live(of: id, in: author.organizationID) != nil else { return }
            try tx.codeRoutes.end(of: id, at: clock.now())
            try record(.forwardingStopped, of: id, by: author, in: tx)
            try note(.forwardingStopped, of: connection, by: author.auditAuthor, in: tx)
            tx.announce(Change(topic: .connection(id)))
        }
    }

    /// - Throws: `.invalid` naming `provider` where this installation takes no mail.
    func requireMailDomain() throws(UseCaseError) -> MailDomain {
        guard let mailDomain else {
            throw .invalid([
                FieldProblem(
                    field: "provider", code: "no_mail_domain",
                    message: "This installation takes no mail yet. Set TIELINE_MAIL_DOMAIN first.")
            ])
        }
        return mailDomain
    }

    private func mailbox(_ id: Connection.ID, of author: Author, in tx: Writing) throws -> Connection {
        let connection = try self.connection(id, of: author, in: tx)
        guard connection.kind == .email else { throw UseCaseError.notFound(.connection) }
        return connection
    }
}
