public import Domain
import Store

extension Workplace {
    /// The runs of a connection, newest first.
    ///
    /// - Parameter cursor: the `next` of the page before.
    /// - Throws: `.invalidCursor` when it is none of this list's.
    public func listRuns(
        of connection: Connection.ID, after cursor: String? = nil, limit: Int = 50, by author: Author
    ) async throws -> RunPage {
        try author.require(.look)
        let organization = author.organizationID
        let limit = min(max(limit, 1), 200)
        return try await storage.read { tx in
            guard try tx.connections.find(connection, in: organization) != nil else {
                throw UseCaseError.notFound(.connection)
            }
            let place = cursor.flatMap(Run.ID.init)
            guard (cursor == nil) == (place == nil) else { throw UseCaseError.invalidCursor }
            let runs = try tx.runs.ofConnection(connection, in: organization, limit: limit + 1, before: place)
            let rows = runs.prefix(limit).map(summary)
            return RunPage(rows: rows, next: runs.count > limit ? rows.last?.id.prefixed : nil)
        }
    }
}
