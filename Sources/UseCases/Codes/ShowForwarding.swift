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
            let isReader = author.may(.readRecords)
            return ForwardingDetail(
                connection: try summary(of: connection, in: tx), provider: provider,
                address: route.flatMap(wholeAddress), addressSince: route?.createdAt,
                senders: provider.codes?.mailSenders ?? [], lastMailAt: route?.lastArrivalAt,
                lastBillAt: arrivals.last,
                usualDays: MailRhythm.usualGap(of: arrivals).map { Int(($0 / 86_400).rounded()) },
                silentAt: MailRhythm.silentAt(after: arrivals),
                mails: isReader ? try tx.filedMail.ofConnection(id, in: organization, limit: 60) : [],
                waiting: isReader ? try tx.filedMail.unfiled(of: id, in: organization, limit: 20) : [],
                ledger: try ledger(of: id, in: organization, tx),
                confirmation: author.may(.operate) ? try confirmation(of: id, in: organization, at: now, tx) : nil,
                mayChange: author.may(.operate))
        }
    }
}
