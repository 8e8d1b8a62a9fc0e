import Domain
import UseCases

/// Every mail of an email connection, newest first, with its files and what became of it.
struct ConnectionMailsPage: Page {
    static let template = "connection-mails"

    let shell: Shell
    let title: String
    let customer: String
    let connectionAddress: String
    let lead: String
    let table: Table?
    let pager: Pager?

    struct Table: Sendable {
        let rows: [Row]
    }

    struct Row: Sendable {
        let at: Moment
        let files: [MailFile]
        let tone: String
        let what: String
        /// Where somebody decides, while it waits.
        let wait: String?
        let sender: String
    }

    init(_ page: MailPage, isFirst: Bool, viewer: Viewer) {
        let summary = page.connection
        let address = "/connections/\(summary.id.prefixed)"
        shell = viewer.shell(at: .connections)
        title = "Mails of \(summary.customer.name), \(summary.provider.name)"
        customer = summary.customer.name
        connectionAddress = address
        lead = summary.provider.name
        table = page.mails.isEmpty ? nil : Table(rows: page.mails.map { Row($0, viewer: viewer) })
        pager =
            page.next == nil && isFirst
            ? nil
            : Pager(
                text: counted(page.mails.count, "mail"), first: isFirst ? nil : address + "/mails",
                next: page.next.map { "\(address)/mails?after=\($0)" })
    }
}

extension ConnectionMailsPage.Row {
    init(_ mail: FiledMail, viewer: Viewer) {
        at = viewer.moment(mail.receivedAt)
        files = MailFile.list(of: mail)
        sender = mail.senderDomain
        wait = mail.filedAt == nil ? "/mails#\(mail.id.prefixed)" : nil
        if mail.filedAt == nil {
            (tone, what) = ("you", "Waits for somebody")
        } else if mail.isSetAside {
            (tone, what) = ("waiting", "Set aside")
        } else {
            (tone, what) = ("good", mail.attachments.isEmpty ? "A test mail" : "Filed")
        }
    }
}
