import Domain
import Store

extension Workplace {
    /// Mails of all email connections that wait for somebody, oldest first, each with the connection that it came for and
    /// those of the same customer that it may belong to instead.
    ///
    /// - Parameter limit: 1 to 200.
    public func listUnfiledMail(limit: Int = 50, by author: Author) async throws -> [UnfiledMail] {
        try author.require(.readRecords)
        let organization = author.organizationID
        return try await storage.read { tx in
            let mails = try tx.filedMail.unfiled(in: organization, limit: min(max(limit, 1), 200))
            var known: [Connection.ID: ConnectionSummary] = [:]
            var mailboxes: [Customer.ID: [ConnectionSummary]] = [:]
            return try mails.compactMap { mail in
                if known[mail.connectionID] == nil {
                    known[mail.connectionID] = try tx.connections.find(mail.connectionID, in: organization).map {
                        try summary(of: $0, in: tx)
                    }
                }
                guard let connection = known[mail.connectionID] else { return nil }
                let customer = connection.customer.id
                if mailboxes[customer] == nil {
                    mailboxes[customer] = try tx.connections.mailboxes(of: customer, in: organization, limit: 20).map {
                        try summary(of: $0, in: tx)
                    }
                }
                return UnfiledMail(
                    mail: mail, connection: connection,
                    others: mailboxes[customer, default: []].filter { $0.id != connection.id })
            }
        }
    }

    /// How many mails wait for somebody, counted up to 1,000; none for an author who may not see them.
    public func countUnfiledMail(by author: Author) async throws -> Int {
        guard author.may(.readRecords) else { return 0 }
        return try await storage.read { tx in
            try tx.filedMail.countUnfiled(in: author.organizationID, upTo: 1000)
        }
    }
}
