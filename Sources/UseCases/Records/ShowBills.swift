public import Domain
import Store

extension Workplace {
    /// Everything the page of a connection's bills shows: one page of them, newest first, and the accounts to choose from.
    ///
    /// - Parameters:
    ///   - account: only this one's bills; one that is none of the connection's is as good as none.
    ///   - cursor: the `next` of the page before.
    /// - Throws: `.invalidCursor` when it is none of this list's.
    public func showBills(
        of id: Connection.ID, account: Account.ID? = nil, after cursor: String? = nil, limit: Int = 50,
        by author: Author
    ) async throws -> BillShelf {
        try author.require(.readRecords)
        let organization = author.organizationID
        return try await storage.read { tx in
            guard let connection = try tx.connections.find(id, in: organization) else {
                throw UseCaseError.notFound(.connection)
            }
            guard cursor.map(tx.bills.reads) ?? true else { throw UseCaseError.invalidCursor }
            let accounts = try tx.accounts.ofConnection(id, in: organization)
            let chosen = accounts.first { $0.id == account }
            let counts = try tx.bills.counts(id, in: organization)
            let page = try tx.bills.page(
                id, of: chosen?.id, in: organization, after: cursor, limit: min(max(limit, 1), 200))
            return BillShelf(
                connection: try summary(of: connection, in: tx),
                accounts: accounts.map { CountedAccount(account: $0, bills: counts[$0.id] ?? 0) }, chosen: chosen,
                page: BillPage(rows: page.rows.map { summary(of: $0, accounts: accounts) }, next: page.next))
        }
    }
}
