import Domain
import UseCases

/// Code forwarding, step 2 by e-mail: the connection's own address, and how the mails get to it.
struct CodeMailPage: Page {
    static let template = "codes-email"

    let shell: Shell
    let title: String
    let customer: String
    let connectionAddress: String
    let waysAddress: String
    let heading: String
    let lead: String
    let own: CopyText
    let ownHint: String
    let direct: Guide
    let directHeading: String
    let directLead: String
    let picker: MailboxPicker
    /// The steps for the mailbox that was chosen.
    let guide: Guide?
    let confirmation: ConfirmationPanel?
    let rehearsal: Rehearsal

    init(_ codes: CodeRouteDetail, forwarding: MailForwarding, mailbox: Mailbox?, viewer: Viewer) {
        let address = "/connections/\(codes.connection.id.prefixed)"
        let page = address + "/codes/email"
        shell = viewer.shell(at: .connections)
        title = "Codes of \(forwarding.provider) by e-mail, \(codes.connection.customer.name)"
        customer = codes.connection.customer.name
        connectionAddress = address
        waysAddress = address + "/codes"
        heading = "Codes of \(forwarding.provider) by e-mail"
        lead = "Two ways lead here: \(forwarding.provider) mails the address itself, or a mailbox passes the mails on."
        own = CopyText("own-address", "The address of this connection", forwarding.address)
        ownHint =
            "It serves this connection alone. Only \(forwarding.provider)’s code mails are read, and only while a "
            + "sign-in waits for one; everything else is dropped unread."
        direct = forwarding.directGuide
        directHeading = "Best: \(forwarding.provider) mails the address itself"
        directLead = "No mailbox is in between, so nothing there can break."
        picker = MailboxPicker(mailbox, action: page)
        guide = mailbox.map(forwarding.guide)
        confirmation = ConfirmationPanel(
            codes.confirmation, isAwaited: mailbox == .gmail, events: address + "/codes/events", viewer: viewer)
        rehearsal = Rehearsal(of: .email, at: forwarding.provider, address: address, mayAct: codes.mayChange)
    }
}

/// The step that every way ends with: one real code.
struct Rehearsal: Sendable {
    let heading: String
    let text: String
    let post: Post?

    init(of kind: CodeRouteKind, at provider: String, address: String, mayAct: Bool) {
        heading = "Try it"
        text =
            "Tieline signs in at \(provider) now and has a real code sent. You watch the \(kind.carrier) arrive; the "
            + "set-up counts only when \(provider) accepts the code."
        post =
            mayAct
            ? Post(label: "Send a test code now", address: address + "/codes/rehearsals", isQuiet: false) : nil
    }
}
