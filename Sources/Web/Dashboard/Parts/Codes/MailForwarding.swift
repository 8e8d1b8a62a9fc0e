import Domain

/// Mails of one provider that are to reach one address of ours: what every set-up text is written from.
struct MailForwarding: Sendable {
    /// What is passed on.
    enum Purpose: Sendable { case codes, bills }

    let purpose: Purpose
    /// The provider's name.
    let provider: String
    /// Its sign-in page.
    let site: String
    /// Domains or addresses that its mails come from; empty while nobody knows them.
    let senders: [String]
    /// The connection's own address.
    let address: String
    /// Who asks the administrator.
    let organization: String

    init(_ purpose: Purpose, of provider: Provider, to address: String, for organization: Organization) {
        self.purpose = purpose
        self.provider = provider.name
        site = provider.address
        senders = provider.codes?.mailSenders ?? []
        self.address = address
        self.organization = organization.name
    }

    /// "code mails", "bill mails".
    var mails: String {
        switch purpose {
        case .codes: "code mails"
        case .bills: "bill mails"
        }
    }

    /// The condition of a rule that takes one text per line.
    func senderCopies(_ label: String) -> [CopyText] {
        senders.enumerated().map { CopyText("sender-\($0 + 1)", label, $1) }
    }

    /// Says what belongs into a rule's sender field, whether or not the senders are known.
    func senderStep(_ known: String) -> String {
        senders.isEmpty
            ? known + " Put in the address that \(provider)’s \(mails) come from: look at the last one you got."
            : known
    }

    func addressCopy(_ id: String = "forward-to", _ label: String = "Forward to") -> CopyText {
        CopyText(id, label, address)
    }

    /// The best way: no mailbox in between.
    var directGuide: Guide {
        switch purpose {
        case .codes:
            Guide([
                .init("Sign in at \(provider) (\(site)) and open the contact or the security settings."),
                .init(
                    "Enter this connection’s address as the one that codes are sent to: as a second address where two "
                        + "are allowed, else as the contact address.",
                    addressCopy("direct-address", "Address for codes")),
                .init("Choose e-mail, not text message, as the way that \(provider) sends codes."),
            ])
        case .bills:
            Guide([
                .init("Sign in at \(provider) (\(site)) and open the settings for bills by e-mail."),
                .init(
                    "Enter this connection’s address as the one that bills are sent to: as a second address where two "
                        + "are allowed, so that you go on getting them as well.",
                    addressCopy("direct-address", "Address for bills")),
            ])
        }
    }
}
