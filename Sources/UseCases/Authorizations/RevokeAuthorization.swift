public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Takes a permission back for good: credentials and everything that was collected are destroyed at once.
    ///
    /// - Throws: `.notFound(.connection)`.
    public func revokeAuthorization(of id: Connection.ID, by author: Author) async throws {
        try author.require(.operate)
        let reason: Reason
        if case .customer = author.identity { reason = .revokedByCustomer } else { reason = .revokedByOperator }
        try await deciding { tx in
            let now = clock.now()
            let connection = try self.connection(id, of: author, in: tx)
            guard var authorization = try tx.authorizations.of(id, in: author.organizationID) else {
                throw UseCaseError.notFound(.authorization)
            }
            guard authorization.state != .revoked else { return }
            authorization.end(as: .revoked, at: now)
            try tx.authorizations.save(authorization)
            try record(.authorizationRevoked, of: authorization.id, by: author, in: tx)
            try apply(.authorizationRevoked(reason), to: connection, by: author.auditAuthor, in: tx)
            try endItems(about: id, as: .dropped, by: author, in: tx)
            try queueLetter(.revoked, toCustomer: connection.customerID, in: tx)
        }
    }
}
