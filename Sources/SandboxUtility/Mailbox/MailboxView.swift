import Foundation

/// What `GET /mailbox.json` tells.
struct MailboxListView: Encodable, Sendable {
    struct Entry: Encodable, Sendable {
        let address: String
        let mails: Int
        let forwards: Int
    }

    let mailboxes: [Entry]

    init(_ mailboxes: [Mailbox]) {
        self.mailboxes = mailboxes.map { Entry(address: $0.address, mails: $0.mails.count, forwards: $0.rules.count) }
    }
}

/// What `GET /mailbox/{address}.json` tells; mails newest first.
struct MailboxView: Encodable, Sendable {
    struct Mail: Encodable, Sendable {
        let id: Int
        let at: Date
        let sender: String
        let from: String
        let subject: String
        let text: String
        let html: String?
        /// By the address it was passed on to.
        let forwardings: [String: ReceivedMail.Forwarding]
        let files: [File]
    }

    struct File: Encodable, Sendable {
        let name: String
        let type: String
        let bytes: Int
        let path: String
    }

    let address: String
    let forwards: [ForwardRule]
    let mails: [Mail]

    init(_ mailbox: Mailbox) {
        address = mailbox.address
        forwards = mailbox.rules
        let path = MailboxDesk.path(of: mailbox.address)
        mails = mailbox.mails.reversed().map { mail in
            Mail(
                id: mail.id, at: mail.receivedAt, sender: mail.sender, from: mail.from, subject: mail.subject,
                text: mail.text, html: mail.html, forwardings: mail.forwardings,
                files: mail.files.enumerated().map { place, file in
                    File(
                        name: file.name, type: file.type, bytes: file.bytes.count,
                        path: "\(path)/\(mail.id)/files/\(place)")
                })
        }
    }
}
