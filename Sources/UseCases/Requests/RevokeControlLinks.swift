public import Domain
import Ports
import Store

extension Workplace {
    /// Takes back every link to a customer's control page, e.g. because one fell into other hands. A fresh one is a letter to
    /// him away; his permissions stay as they are.
    ///
    /// - Throws: `.notFound(.customer)`.
    public func revokeControlLinks(of id: Customer.ID, by author: Author) async throws {
        try author.require(.operate)
        try await storage.write { tx in
            guard try tx.customers.find(id, in: author.organizationID) != nil else {
                throw UseCaseError.notFound(.customer)
            }
            _ = try tx.customerLinks.revokeControl(of: id, in: author.organizationID, at: clock.now())
            try record(.controlLinksRevoked, of: id, by: author, in: tx)
        }
    }
}
