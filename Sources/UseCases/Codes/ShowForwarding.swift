public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// How an email connection's bills come, and which came.
    ///
    /// - Throws: `.notFound(.connection)`, also for one of another kind; `.notFound(.provider)`.
    public func showForwarding(of id: Connection.ID, by author: Author) async throws -> ForwardingDetail {
        try author.require(.look)
        let organization = author.organizationID
        let now = clock.now()
        return try await storage.read { tx in
            guard let connection = try tx.connections.find(id, in: organization), connection.kind == .email else {
                throw UseCaseError.notFound(.connection)
            }
            guard let provider = connectors.provider(connection.providerKey) else {
                throw UseCaseError.notFound(.provider)
            }
            let route = try tx.codeRoutes.live(of: id, in: organization)
            let arrivals = try tx.filedMail.arrivals(of: id, limit: MailRhythm.memory)
            let mails = author.may(.readRecords) ? try tx.filedMail.ofConnection(id, in: organization, limit: 20) : []
            return ForwardingDetail(
                connection: try summary(of: connection, in: tx), provider: provider,
                address: route.flatMap(wholeAddress), senders: provider.codes?.mailSenders ?? [],
                lastMailAt: route?.lastArrivalAt,
                usualDays: MailRhythm.usualGap(of: arrivals).map { Int(($0 / 86_400).rounded()) },
                silentAt: MailRhythm.silentAt(after: arrivals), mails: mails,
                ledger: try ledger(of: id, in: organization, tx),
                confirmation: author.may(.operate) ? try confirmation(of: id, in: organization, at: now, tx) : nil,
                mayChange: author.may(.operate))
        }
    }

    /// Mails of all email connections whose documents nobody has filed, oldest first.
    public func listUnfiledMail(limit: Int = 50, by author: Author) async throws -> [FiledMail] {
        try author.require(.readRecords)
        return try await storage.read { tx in
            try tx.filedMail.unfiled(in: author.organizationID, limit: min(max(limit, 1), 200))
        }
    }

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
            return MailDocument(bytes: bytes, mediaType: file.mediaType, fileName: file.name.forHeader)
        }
    }

    /// Somebody has dealt with a mail's documents elsewhere: it leaves the list of those to be filed.
    ///
    /// - Throws: `.notFound(.document)`.
    public func fileMail(_ mail: FiledMail.ID, by author: Author) async throws {
        try author.require(.operate)
        try await storage.write { tx in
            guard let found = try tx.filedMail.find(mail, in: author.organizationID) else {
                throw UseCaseError.notFound(.document)
            }
            guard try tx.filedMail.file(mail, in: author.organizationID, at: clock.now()) else { return }
            try record(.mailFiled, of: mail, by: author, in: tx)
            tx.announce(Change(topic: .connection(found.connectionID)))
        }
    }
}

extension String {
    /// Without anything that could end a header's quotes.
    fileprivate var forHeader: String {
        let kept = filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_. ".contains($0)) }
        return kept.isEmpty ? "document" : kept
    }
}
