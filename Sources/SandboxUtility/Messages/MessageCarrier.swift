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
            try await carry(mail)
        case .text(let text):
            await mailroom.keep(text)
            guard let hook = text.hook else { return }
            try await texts.carry(text, to: hook, as: String(SandboxWorld.token().prefix(32)))
        }
    }

    /// A portal's mail goes to the sandbox's own mail host bare and to others with its verdict.
    private func carry(_ mail: OutgoingMail) async throws {
        if !mail.isForwarded { mailroom.seals.seal(mail.message) }
        if let host = routes.host(for: mail) {
            let message = mail.isForwarded ? mail.message : mailroom.seals.stamped(mail.message)
            return try await mails.carry(mail, as: message, to: host)
        }
        guard let own = door?.address else { throw SandboxError.notTaken(status: nil) }
        try await mails.carry(mail, as: mail.message, to: own)
    }
}
