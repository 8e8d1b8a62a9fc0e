public import Domain
import Foundation
import Ports
import Store

/// An email connection that was just made, with the address that its bills are to be forwarded to.
public struct CreatedEmailConnection: Sendable, Equatable {
    public let id: Connection.ID
    public let address: String
}

extension Workplace {
    /// Creates a connection whose bills are forwarded by mail. It is PENDING until the first mail arrives.
    ///
    /// - Parameter new: what is to be created; its sign-in fields do not matter.
    /// - Throws: as `createConnection`; `.invalid` naming `provider` where this installation takes no mail.
    public func createEmailConnection(
        _ new: NewConnection, by author: Author
    ) async throws -> CreatedEmailConnection {
        try author.require(.operate)
        let provider = try self.provider(named: new.providerKey)
        let now = clock.now()
        let frame = try ConnectionFrame(new, at: provider, now: now)
        let mailDomain = try requireMailDomain()
        var state = ConnectionState.created(at: now)
        // Nothing is tried: what comes decides.
        state.nextAttemptAt = nil
        let connection = Connection(
            id: newID(), organizationID: author.organizationID, customerID: newID(), providerKey: provider.key,
            kind: .email, collectFrom: frame.collectFrom, createdAt: now, state: state)
        let alias = newAlias(.bills)
        let route = CodeRoute(
            id: newID(), organizationID: author.organizationID, connectionID: connection.id, kind: .email,
            address: alias, createdAt: now)
        let key = try sealing.makeDataKey(for: connection.id.uuid)
        try await storage.write { tx in
            let customer = try customer(frame.holder, of: author, in: tx)
            let created = connection.held(by: customer.id)
            try tx.connections.insert(created)
            try affirm(created, by: author, in: tx)
            try file(created, under: frame.siteNames, in: tx)
            try tx.dataKeys.put(key, owner: created.id.uuid)
            try tx.codeRoutes.put(route)
            try record(.connectionCreated, of: created.id, by: author, in: tx)
            try note(.created, of: created, to: .pending, by: author.auditAuthor, in: tx)
            tx.announce(Change(topic: .organization(author.organizationID)))
        }
        return CreatedEmailConnection(id: connection.id, address: mailDomain.address(of: alias))
    }
}
