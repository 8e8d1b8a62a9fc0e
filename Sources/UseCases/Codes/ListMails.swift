public import Domain
import Store

extension Workplace {
    /// All mails of an email connection, newest first: filed, waiting for somebody, or set aside.
    ///
    /// - Parameters:
    ///   - cursor: the `next` of the page before.
    ///   - limit: 1 to 200.
    /// - Throws: `.notFound(.connection)`, also for one of another kind; `.invalidCursor` when it is none of this list's.
    public func listMails(
        of id: Connection.ID, after cursor: String? = nil, limit: Int = 50, by author: Author
    ) async throws -> MailPage {
        try author.require(.readRecords)
        let organization = author.organizationID
        let limit = min(max(limit, 1), 200)
        return try await storage.read { tx in
            guard let connection = try tx.connections.find(id, in: organization), connection.kind == .email else {
                throw UseCaseError.notFound(.connection)
            }
            let last = cursor.flatMap { FiledMail.ID($0) }
            if cursor != nil {
                guard let last, try tx.filedMail.find(last, in: organization)?.connectionID == id else {
                    throw UseCaseError.invalidCursor
                }
            }
            let found = try tx.filedMail.page(of: id, in: organization, after: last, limit: limit + 1)
            let mails = Array(found.prefix(limit))
            return MailPage(
                connection: try summary(of: connection, in: tx), mails: mails,
                next: found.count > limit ? mails.last?.id.prefixed : nil)
        }
    }
}
