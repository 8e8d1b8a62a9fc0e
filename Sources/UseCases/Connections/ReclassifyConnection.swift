public import Domain
import Store

extension Workplace {
    /// An operator corrects the status, on the evidence of a run of this connection.
    ///
    /// - Throws: `.notFound(.run)` when the run is not this connection's; `.notPossible` when the law does not allow it.
    public func reclassify(
        _ id: Connection.ID, as status: ConnectionStatus, because run: Run.ID, by author: Author
    ) async throws {
        try author.require(.operate)
        try await deciding { tx in
            let connection = try self.connection(id, of: author, in: tx)
            guard let evidence = try tx.runs.find(run, in: author.organizationID), evidence.connectionID == id else {
                throw UseCaseError.notFound(.run)
            }
            let changed = try apply(.reclassified(status), to: connection, by: author.auditAuthor, run: run, in: tx)
            guard changed.state.status == status else { throw UseCaseError.notPossible(connection.state.status) }
            try record(.connectionReclassified, of: id, by: author, in: tx)
        }
    }
}
