/// Whether a message is from the utility (mfa-code relay, section 3): its sender is in the provider's list, and somebody
/// vouches that it is really from there.
public enum SenderCheck {
    /// The sender's domain, or one above it, is in the list, and a passing signature of that domain, or the channel
    /// itself, covers it. A whole address in the list stands for itself alone.
    public static func passes(_ message: InboundMessage, senders: [String]) -> Bool {
        let domain = message.senderDomain.lowercased()
        guard !domain.isEmpty else { return false }
        return senders.contains { listed in
            let entry = listed.lowercased()
            guard let at = entry.lastIndex(of: "@") else {
                return isUnder(entry, domain) && isCovered(message.authenticity, by: entry)
            }
            return entry == message.sender.lowercased()
                && isCovered(message.authenticity, by: String(entry[entry.index(after: at)...]))
        }
    }

    /// Whether a mail says that it is from one of the senders, true or not.
    public static func isClaimed(_ message: InboundMessage, senders: [String]) -> Bool {
        let vouched = InboundMessage(
            transport: message.transport, receivedAt: message.receivedAt, recipient: message.recipient,
            sender: message.sender, text: "", authenticity: Authenticity(isVouchedFor: true), rawSize: 0)
        return passes(vouched, senders: senders)
    }

    private static func isCovered(_ authenticity: Authenticity, by entry: String) -> Bool {
        authenticity.isVouchedFor || authenticity.dkimDomains.contains { isUnder(entry, $0.lowercased()) }
    }

    /// Whether a domain is the listed one or below it.
    private static func isUnder(_ entry: String, _ domain: String) -> Bool {
        !entry.isEmpty && (domain == entry || domain.hasSuffix(".\(entry)"))
    }
}
