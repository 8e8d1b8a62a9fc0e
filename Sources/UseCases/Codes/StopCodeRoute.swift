public import Domain
import Ports
import Store

extension Workplace {
    /// Stops a connection's code route at once: from now on nothing that comes for it is read. An authenticator's secret is
    /// destroyed.
    ///
    /// - Throws: `.notFound(.connection)`; `.notFound(.codeRoute)` when none is set up.
    public func stopCodeRoute(of id: Connection.ID, by author: Author) async throws {
        try author.require(.operate)
        try await deciding { tx in
            let connection = try self.connection(id, of: author, in: tx)
            guard try tx.codeRoutes.live(of: id, in: author.organizationID) != nil else {
                throw UseCaseError.notFound(.codeRoute)
            }
            try tx.codeRoutes.end(of: id, at: clock.now())
            try record(.codeRouteStopped, of: id, by: author, in: tx)
            try note(.codeRouteStopped, of: connection, by: author.auditAuthor, in: tx)
            tx.announce(Change(topic: .connection(id)))
        }
    }
}
