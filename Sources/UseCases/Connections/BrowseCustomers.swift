public import Domain
import Foundation
import Store

/// A page of customers, by name.
public struct CustomerPage: Sendable, Equatable {
    public let rows: [CustomerSummary]
    public let next: String?
}

extension Workplace {
    /// Customers by name, with how their connections are.
    ///
    /// - Parameter search: words that begin a word of the name or the address.
    /// - Throws: `.invalidCursor` when `after` is none of this list's.
    public func browseCustomers(
        search: String, after cursor: String? = nil, limit: Int = 50, by author: Author
    ) async throws -> CustomerPage {
        try author.require(.look)
        let organization = author.organizationID
        let place = cursor.flatMap(Customer.ID.init)
        guard (cursor == nil) == (place == nil) else { throw UseCaseError.invalidCursor }
        let limit = min(max(limit, 1), 200)
        return try await storage.read { tx in
            let found = try tx.customers.page(search, in: organization, after: place, limit: limit + 1)
            let rows = try found.prefix(limit).map { customer in
                let counts = try tx.connections.counts(
                    ConnectionQuery(organizationID: organization, customerID: customer.id))
                return CustomerSummary(
                    customer: customer, connections: counts.byFilter[.all] ?? 0,
                    needsAttention: counts.byFilter[.needsAttention] ?? 0)
            }
            return CustomerPage(
                rows: rows, next: found.count > limit ? found.prefix(limit).last?.id.prefixed : nil)
        }
    }

    /// One customer with all his connections, what he was asked, and what he agreed to.
    ///
    /// - Throws: `.notFound(.customer)`.
    public func showCustomer(_ id: Customer.ID, by author: Author) async throws -> CustomerDetail {
        try author.require(.look)
        let organization = author.organizationID
        return try await storage.read { tx in
            guard let customer = try tx.customers.find(id, in: organization) else {
                throw UseCaseError.notFound(.customer)
            }
            let query = ConnectionQuery(organizationID: organization, customerID: id, limit: 200)
            return CustomerDetail(
                customer: customer,
                connections: try tx.connections.page(query).rows.map { try summary(of: $0.connection, in: tx) },
                requests: try tx.requests.ofCustomer(id, in: organization, limit: 50).map {
                    try summary(of: $0, in: tx)
                },
                authorizations: try tx.authorizations.ofCustomer(id, in: organization, limit: 200).compactMap {
                    try summary(of: $0, in: tx)
                })
        }
    }
}
