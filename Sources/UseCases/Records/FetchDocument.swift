public import Domain
import Store

extension Workplace {
    /// A bill's PDF; who opened it is in the audit log.
    ///
    /// - Throws: `.notFound(.bill)`, also for a bill of another organization; `.notFound(.document)` when it has none.
    public func fetchDocument(
        of bill: Bill.ID, in connection: Connection.ID, by author: Author
    ) async throws -> BillDocument {
        try author.require(.readRecords)
        let organization = author.organizationID
        return try await storage.write { tx in
            guard let found = try tx.bills.find(bill, in: organization), found.connectionID == connection else {
                throw UseCaseError.notFound(.bill)
            }
            guard let digest = found.documentDigest,
                let bytes = try tx.documents.find(digest, in: organization)
            else { throw UseCaseError.notFound(.document) }
            let account = try tx.accounts.ofConnection(found.connectionID, in: organization)
                .first { $0.id == found.accountID }
            try record(.documentOpened, of: bill, by: author, in: tx)
            return BillDocument(
                bytes: bytes, digest: digest, fileName: "\(found.issuedOn) \(account?.number.forFileName ?? "").pdf")
        }
    }
}

extension String {
    /// Letters, digits and hyphens alone: fit for a file's name.
    fileprivate var forFileName: String { filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } }
}
