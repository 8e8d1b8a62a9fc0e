import Domain
@testable import UseCases
@testable import Web

extension Gallery {
    /// Email connections: set up, in every state, and the mails that wait.
    static var mail: [GalleryEntry] {
        let viewer = Sample.viewer(.operator)
        func page(_ detail: ForwardingDetail, _ mailbox: Mailbox? = nil, role: Role = .operator) -> ForwardingPage {
            ForwardingPage(
                detail,
                forwarding: detail.address.map {
                    MailForwarding(.bills, of: detail.provider, to: $0, for: Sample.organization)
                }, mailbox: mailbox, viewer: Sample.viewer(role))
        }
        func connection(_ status: ConnectionStatus, reason: Reason? = nil, _ detail: ForwardingDetail)
            -> ConnectionDetailPage
        {
            ConnectionDetailPage(Sample.mailDetail(status, reason: reason), mail: detail, viewer: viewer)
        }
        let silent = Sample.forwarding(.additionalCredentialsNeeded, reason: .forwardingSilent, lastBill: 38)
        let fresh = Sample.forwarding(.pending, lastBill: nil, usualDays: nil)
        let doubtful = Sample.mail(7, daysAgo: 0.01, doubt: .unprovenSender, sender: "mail.example")
        return [
            GalleryEntry(
                "new-connection-mail",
                NewConnectionPage(Sample.asking, customers: [], sites: [], isMail: true, viewer: viewer)),
            GalleryEntry(
                "new-connection-no-mail",
                NewConnectionPage(Sample.asking, customers: [], sites: [], takesMail: false, viewer: viewer)),
            GalleryEntry("forwarding-fresh", page(fresh)),
            GalleryEntry("forwarding-connected", page(Sample.forwarding())),
            GalleryEntry("forwarding-silent", page(silent)),
            GalleryEntry(
                "forwarding-bounced",
                page(
                    Sample.forwarding(.additionalCredentialsNeeded, reason: .forwardingBounced), .microsoft365)),
            GalleryEntry(
                "forwarding-doubtful",
                page(Sample.forwarding(.pending, lastBill: nil, usualDays: nil, waiting: [doubtful]))),
            GalleryEntry(
                "forwarding-confirm",
                page(
                    Sample.forwarding(.pending, lastBill: nil, usualDays: nil, question: Sample.question), .gmail)),
            GalleryEntry("forwarding-stopped", page(Sample.forwarding(hasAddress: false))),
            GalleryEntry(
                "forwarding-viewer", page(Sample.forwarding(hasAddress: false, role: .viewer), role: .viewer)),
            GalleryEntry("connection-mail-fresh", connection(.pending, fresh)),
            GalleryEntry(
                "connection-mail-connected", connection(.connected, Sample.forwarding(waiting: [doubtful]))),
            GalleryEntry(
                "connection-mail-silent",
                connection(.additionalCredentialsNeeded, reason: .forwardingSilent, silent)),
            GalleryEntry(
                "connection-mail-stopped", connection(.connected, Sample.forwarding(hasAddress: false))),
            GalleryEntry("mails", UnfiledMailPage(Sample.unfiled, total: 60, viewer: viewer)),
            GalleryEntry("mails-viewer", UnfiledMailPage(Sample.unfiled, total: 3, viewer: Sample.viewer(.viewer))),
            GalleryEntry("mails-none", UnfiledMailPage([], total: 0, viewer: viewer)),
            GalleryEntry(
                "connections-mails",
                ConnectionsPage(
                    Sample.page([Sample.mailbox(.additionalCredentialsNeeded, reason: .forwardingSilent)]),
                    asked: ConnectionListing(filter: .needsAttention), providers: [], unfiled: 3, viewer: viewer)),
        ] + Mailbox.allCases.map { GalleryEntry("forwarding-\($0.rawValue)", page(fresh, $0)) }
    }
}
