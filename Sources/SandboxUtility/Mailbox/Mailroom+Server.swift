import MailWire

/// The mailroom takes mail by SMTP for any address.
extension Mailroom: MailServerDelegate {
    func recipient(_ address: String, from peer: MailPeer) -> MailAnswer {
        hasRoom(for: address) ? .accepted : .refused(.tooManyForRecipient)
    }

    func message(_ raw: [UInt8], _ envelope: MailEnvelope, from peer: MailPeer) -> [MailAnswer] {
        let stamped = seals.stamped(raw)
        return envelope.recipients.map { address in
            keep(stamped, from: envelope.sender, for: address) ? .accepted : .refused(.tooManyForRecipient)
        }
    }
}
