import MailWire

/// The mail host of the mailboxes: knows who lives there, keeps what comes, and reports to senders where an address is made
/// for that.
struct Postmaster: MailServerDelegate {
    /// The domain of the portals' customers.
    static let domain = "postbox.example"

    let world: SandboxWorld
    let mailroom: Mailroom
    let outbox: Outbox

    func recipient(_ address: String, from peer: MailPeer) async -> MailAnswer {
        guard await isKnown(address) else { return .refused(.unknownRecipient) }
        return await mailroom.hasRoom(for: address) ? .accepted : .refused(.tooManyForRecipient)
    }

    func message(_ raw: [UInt8], _ envelope: MailEnvelope, from peer: MailPeer) async -> [MailAnswer] {
        let stamped = mailroom.seals.stamped(raw)
        var answers: [MailAnswer] = []
        for address in envelope.recipients {
            if let fate = ReportedFate(address: address) {
                report(fate, of: raw, to: envelope.sender, about: address)
                answers.append(.accepted)
            } else {
                let isKept = await mailroom.keep(stamped, from: envelope.sender, for: address)
                answers.append(isKept ? .accepted : .refused(.tooManyForRecipient))
            }
        }
        return answers
    }

    /// At its own domains the host knows everybody: customers of the portals, and whoever's mailbox was opened. At all others
    /// it stands for the rest of the world, where every address exists.
    private func isKnown(_ address: String) async -> Bool {
        let domain = address.split(separator: "@").last.map { $0.lowercased() } ?? ""
        if Portal.allCases.contains(where: { $0.mailDomain == domain }) { return false }
        guard domain == Self.domain, ReportedFate(address: address) == nil else { return true }
        if await mailroom.isOpen(address) { return true }
        return await world.hasCustomer(withEmail: address)
    }

    /// Reports are never reported on (RFC 3461, section 6.2).
    private func report(_ fate: ReportedFate, of message: [UInt8], to sender: String, about recipient: String) {
        guard let sender = MailAddressText(sender)?.text else { return }
        let letter = ReportLetter(
            fate: fate, message: message, recipient: recipient, writtenAt: world.now(), token: SandboxWorld.token())
        outbox.post(Dispatch(messages: [.mail(letter.mail(to: sender))], cause: .report))
    }
}
