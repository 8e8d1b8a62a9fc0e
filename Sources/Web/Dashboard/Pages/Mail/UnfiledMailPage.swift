import Domain
import UseCases

/// *Mails to file*: what came for email connections and could not be filed by itself.
struct UnfiledMailPage: Page {
    static let template = "mails"

    let shell: Shell
    let title = "Mails to file"
    let lead: String
    let list: List?
    let more: String?

    struct List: Sendable {
        let items: [Item]
    }

    struct Item: Sendable {
        let id: String
        let at: Moment
        let sender: String
        let customer: String
        let provider: String
        let connectionAddress: String
        let why: String
        let files: Files?
        let filing: Filing?
        let dismissal: Post?
    }

    struct Files: Sendable {
        let items: [MailFile]
    }

    /// The form that files a mail under a connection.
    struct Filing: Sendable {
        let address: String
        let field: String
        let options: [Option]
    }

    init(_ mails: [UnfiledMail], total: Int, viewer: Viewer) {
        shell = viewer.shell(at: .connections)
        lead =
            "These mails came for email connections and could not be filed by themselves. Nothing is thrown away: each waits "
            + "until somebody has looked at it."
        list = mails.isEmpty ? nil : List(items: mails.map { Item($0, viewer: viewer) })
        more = total > mails.count ? "The oldest \(mails.count) of \(total) are shown." : nil
    }
}

extension UnfiledMailPage.Item {
    init(_ unfiled: UnfiledMail, viewer: Viewer) {
        let mail = unfiled.mail
        let connection = unfiled.connection
        let page = "/mails/\(mail.id.prefixed)"
        let mayAct = viewer.may(.operate)
        let files = MailFile.list(of: mail)
        id = mail.id.prefixed
        at = viewer.moment(mail.receivedAt)
        sender = mail.senderDomain.isEmpty ? "an unknown sender" : mail.senderDomain
        customer = connection.customer.name
        provider = connection.provider.name
        connectionAddress = "/connections/\(connection.id.prefixed)"
        why = mail.doubt?.sentence(connection.provider.name) ?? "Somebody has to look at it."
        self.files = files.isEmpty ? nil : UnfiledMailPage.Files(items: files)
        filing =
            mayAct && !files.isEmpty
            ? UnfiledMailPage.Filing(
                address: page + "/filings", field: "connection-\(mail.id.uuid)",
                options: ([connection] + unfiled.others).enumerated().map {
                    Option(
                        value: $1.id.prefixed, label: "\($1.provider.name), \($1.customer.name)", isChosen: $0 == 0)
                }) : nil
        dismissal = mayAct ? Post(label: "No bill: set it aside", address: page + "/dismissals") : nil
    }
}
