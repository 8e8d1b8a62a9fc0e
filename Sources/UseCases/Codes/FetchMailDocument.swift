public import Domain
import Store

extension Workplace {
    /// A file of a mail; who opened it is in the audit log.
    ///
    /// - Parameter position: counts the mail's files from 0.
    /// - Throws: `.notFound(.document)`.
    public func fetchMailDocument(
        _ position: Int, of mail: FiledMail.ID, by author: Author
    ) async throws -> MailDocument {
        try author.require(.readRecords)
        return try await storage.write { tx in
            guard let found = try tx.filedMail.find(mail, in: author.organizationID),
                found.attachments.indices.contains(position),
                let bytes = try tx.documents.find(found.attachments[position].digest, in: author.organizationID)
            else { throw UseCaseError.notFound(.document) }
            try record(.documentOpened, of: mail, by: author, in: tx)
            let file = found.attachments[position]
            return MailDocument(bytes: bytes, mediaType: file.mediaType, fileName: file.safeName)
        }
    }
}

extension FiledMail.Attachment {
    /// Endings of files that only show something.
    private static let harmless: Set<String> = [
        "csv", "gif", "jpeg", "jpg", "json", "pdf", "png", "tif", "tiff", "txt", "xml",
    ]

    /// Without anything that could end a header's quotes, and with an ending that nothing runs by.
    fileprivate var safeName: String {
        let kept = String(
            name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_. ".contains($0)) }
                .drop { $0 == "." || $0 == " " })
        let stem = kept.isEmpty ? "document" : kept
        let ending = stem.split(separator: ".").dropFirst().last?.lowercased() ?? ""
        if mediaType == "application/pdf" { return ending == "pdf" ? stem : stem + ".pdf" }
        return Self.harmless.contains(ending) ? stem : stem + ".bin"
    }
}
