public import Domain
import Store

extension Workplace {
    /// The bills of a connection, newest first.
    ///
    /// - Parameter cursor: the `next` of the page before.
    /// - Throws: `.invalidCursor` when it is none of this list's.
    public func listBills(
        of connection: Connection.ID, after cursor: String? = nil, limit: Int = 50, by author: Author
    ) async throws -> BillPage {
        try author.require(.readRecords)
        let organization = author.organizationID
        return try await storage.read { tx in
            guard try tx.connections.find(connection, in: organization) != nil else {
                throw UseCaseError.notFound(.connection)
            }
            guard cursor.map(tx.bills.reads) ?? true else { throw UseCaseError.invalidCursor }
            let accounts = try tx.accounts.ofConnection(connection, in: organization)
            let page = try tx.bills.page(connection, in: organization, after: cursor, limit: min(max(limit, 1), 200))
            return BillPage(rows: page.rows.map { summary(of: $0, accounts: accounts) }, next: page.next)
        }
    }

    func summary(of bill: Bill, accounts: [Account]) -> BillSummary {
        BillSummary(
            id: bill.id, accountID: bill.accountID,
            accountNumber: accounts.first { $0.id == bill.accountID }?.number ?? "", periodStart: bill.periodStart,
            periodEnd: bill.periodEnd, issuedOn: bill.issuedOn, amount: bill.amount,
            hasDocument: bill.documentDigest != nil, fetchedAt: bill.fetchedAt)
    }
}
