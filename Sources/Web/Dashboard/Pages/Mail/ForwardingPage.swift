import Domain
import UseCases

/// How an email connection's bills get to Tieline: set up, tried out, and repaired on one page.
struct ForwardingPage: Page {
    static let template = "forwarding"

    let shell: Shell
    let title: String
    let customer: String
    let connectionAddress: String
    /// The place in the wizard, while the connection is new.
    let progress: String?
    let heading: String
    let lead: String
    /// What does not work, when something does not.
    let missing: String?
    /// The way to an address, where there is none.
    let restart: Post?
    let setUp: SetUp?

    /// The address, how mails get to it, and the rehearsal.
    struct SetUp: Sendable {
        let own: CopyText
        let ownHint: String
        let direct: Guide
        let directHeading: String
        let directLead: String
        let picker: MailboxPicker
        /// The steps for the mailbox that was chosen.
        let guide: Guide?
        let trialText: String
        /// The address of the server-sent events.
        let events: String
        let trial: MailTrial
    }

    init(_ detail: ForwardingDetail, forwarding: MailForwarding?, mailbox: Mailbox?, viewer: Viewer) {
        let summary = detail.connection
        let provider = detail.provider.name
        let address = "/connections/\(summary.id.prefixed)"
        let missing = summary.reason.missing(at: provider, rhythm: detail.rhythmSentence(at: viewer.now))
        shell = viewer.shell(at: .connections)
        customer = summary.customer.name
        connectionAddress = address
        progress = summary.status == .pending ? "Step 3 of 3" : nil
        heading =
            missing == nil ? "Bills of \(provider) by e-mail" : "Repair the forwarding of bills from \(provider)"
        title = "\(heading), \(summary.customer.name)"
        lead =
            missing == nil
            ? "Two ways lead here: \(provider) mails the address itself, or a mailbox passes its bill mails on."
            : "You are not asked for any password. The connection works again when the next bill has arrived."
        self.missing =
            detail.address == nil
            ? "Forwarding was stopped, so this connection has no address. Get a new one, and set it up where the old one "
                + "was." : missing
        restart =
            detail.address == nil && detail.mayChange
            ? Post(label: "Get a new address", address: address + "/forwarding/rotations", isQuiet: false) : nil
        setUp = forwarding.map {
            SetUp(detail, forwarding: $0, mailbox: mailbox, page: address + "/forwarding", viewer: viewer)
        }
    }
}

extension ForwardingPage.SetUp {
    init(_ detail: ForwardingDetail, forwarding: MailForwarding, mailbox: Mailbox?, page: String, viewer: Viewer) {
        let provider = forwarding.provider
        own = CopyText("own-address", "The address of this connection", forwarding.address)
        ownHint = "It serves this connection alone. Bills in PDF are filed here; the text of a mail is never kept."
        direct = forwarding.directGuide
        directHeading = "Best: \(provider) mails the address itself"
        directLead = "No mailbox is in between, so nothing there can break."
        picker = MailboxPicker(mailbox, action: page)
        guide = mailbox.map(forwarding.guide)
        trialText =
            "Forward the last bill of \(provider) to this address, from the customer’s mailbox or your own. This place waits "
            + "for it."
        events = page + "/events" + (mailbox == .gmail ? "?mailbox=gmail" : "")
        trial = MailTrial(detail, isGmail: mailbox == .gmail, viewer: viewer)
    }
}
