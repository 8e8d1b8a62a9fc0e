/// The way that messages take in earnest: mails by SMTP to their hosts, texts to the telephone and its webhook.
struct MessageCarrier: MessageCarrying {
    let routes: MailRoutes
    let mailroom: Mailroom
    /// The sandbox's own mail host, nil where it has none.
    let door: MailboxDoor?
    private let mails = MailCarrier()
    private let texts = TextCarrier()

    init(routes: MailRoutes, mailroom: Mailroom, door: MailboxDoor?) {
        self.routes = routes
        self.mailroom = mailroom
        self.door = door
    }

    func carry(_ message: OutgoingMessage) async throws {
        switch message {
        case .mail(let mail):
            guard let host = routes.host(for: mail) ?? door?.address else { throw SandboxError.notTaken(status: nil) }
            try await mails.carry(mail, to: host)
        case .text(let text):
            await mailroom.keep(text)
            guard let hook = text.hook else { return }
            try await texts.carry(text, to: hook, as: String(SandboxWorld.token().prefix(32)))
        }
    }
}
