import Domain
import Foundation
@testable import UseCases
@testable import Web

extension Sample {
    static let billAlias = "b-mfzxg2lbnfxgo5dimv4gk3dffy@codes.acme-solar.example"

    /// An email connection as a row shows it.
    static func mailbox(
        _ status: ConnectionStatus = .connected, reason: Reason? = nil, number: Int = 1
    ) -> ConnectionSummary {
        let reason = reason ?? .usual(for: status)
        return ConnectionSummary(
            id: id(number), customer: CustomerReference(id: id(number), name: customers[number % customers.count]),
            provider: reference(asking), kind: .email, status: status, reason: reason, actor: status.entry.actor,
            cause: Cause.sentence(status, reason, of: .email, utility: asking.name),
            nextAction: status == .connected ? .nothing : status.entry.nextAction, since: ago(4),
            lastSuccessAt: status == .pending ? nil : ago(12), lastAttemptAt: status == .pending ? nil : ago(12),
            nextAttemptAt: nil, activity: .idle, loginHint: nil, deepLink: nil, createdAt: ago(200), archivedAt: nil,
            incidentID: nil)
    }

    static func mail(
        _ number: Int, daysAgo: Double, doubt: MailDoubt? = nil, files: [String] = ["Rechnung Oktober 2026.pdf"],
        sender: String = "billing.valleygas.example"
    ) -> FiledMail {
        FiledMail(
            id: id(number), organizationID: organization.id, connectionID: id(1), receivedAt: ago(daysAgo),
            senderDomain: sender, filedAt: doubt == nil ? ago(daysAgo) : nil, doubt: doubt,
            attachments: files.map {
                FiledMail.Attachment(name: $0, mediaType: "application/pdf", size: 48_200, digest: "d\(number)")
            })
    }

    /// - Parameter daysAgo: When the last bill came; nil when none has.
    static func forwarding(
        _ status: ConnectionStatus = .connected, reason: Reason? = nil, lastBill daysAgo: Double? = 12,
        usualDays: Int? = 30, hasAddress: Bool = true, waiting: [FiledMail] = [], lines: [CodeLedgerLine]? = nil,
        question: ForwardingQuestion? = nil, role: Role = .operator
    ) -> ForwardingDetail {
        let mails = daysAgo.map { last in (0..<3).map { mail($0 + 1, daysAgo: last + Double($0) * 30) } } ?? []
        let kept = (mails + waiting).map {
            CodeLedgerLine(at: $0.receivedAt, verdict: .kept, sender: $0.senderDomain, delay: nil)
        }
        let all = (lines ?? kept).sorted { $0.at > $1.at }
        return ForwardingDetail(
            connection: mailbox(status, reason: reason), provider: asking, address: hasAddress ? billAlias : nil,
            addressSince: hasAddress ? ago(200) : nil, senders: asking.codes?.mailSenders ?? [],
            lastMailAt: daysAgo.map(ago), lastBillAt: daysAgo.map(ago), usualDays: usualDays,
            silentAt: daysAgo.map { ago($0).addingTimeInterval(Double(usualDays ?? 62) * 1.25 * day) },
            mails: mails, waiting: waiting, ledger: CodeLedger(used: 0, others: all.count, lines: all),
            confirmation: question, mayChange: role != .viewer)
    }

    /// The page's detail of an email connection.
    static func mailDetail(_ status: ConnectionStatus, reason: Reason? = nil) -> ConnectionDetail {
        ConnectionDetail(
            summary: mailbox(status, reason: reason), customerText: "Your Valley Gas account is connected.",
            customerEmail: "greta@example.com", actions: [.reconnect, .pause, .archive], currentRun: nil,
            evidenceRunID: nil, timeline: timeline, days: days(until: status), runs: [], accounts: [], bills: [],
            incident: nil)
    }

    /// Mails that wait, of every kind.
    static let unfiled: [UnfiledMail] = [
        UnfiledMail(
            mail: mail(7, daysAgo: 9, doubt: .unprovenSender, sender: "mail.example"), connection: mailbox(number: 1),
            others: [mailbox(number: 2)]),
        UnfiledMail(
            mail: mail(
                8, daysAgo: 2, doubt: .noDocument,
                files: ["Donaudampfschifffahrtsgesellschaftsabrechnung-2026-10.xlsx.bin", "logo.png"]),
            connection: mailbox(.pending, number: 1), others: []),
        UnfiledMail(
            mail: mail(9, daysAgo: 0.1, doubt: .noDocument, files: []), connection: mailbox(number: 1), others: []),
    ]
}
