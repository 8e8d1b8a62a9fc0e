extension CodeHabits {
    /// Whether the provider's codes come from this message's sender, as far as its words go: a mail's address or domain
    /// (subdomains included), a text's number, short code or name. That the words are true is judged elsewhere, by DKIM.
    public func areKnown(toComeFrom message: InboundMessage) -> Bool {
        message.transport.isText ? isKnown(textSender: message.sender) : isKnown(mailSender: message)
    }

    private func isKnown(mailSender message: InboundMessage) -> Bool {
        let domain = message.senderDomain
        return mailSenders.contains { known in
            known.contains("@") ? known == message.sender : domain == known || domain.hasSuffix("." + known)
        }
    }

    private func isKnown(textSender sender: String) -> Bool {
        let name = Self.plainSender(sender)
        return !name.isEmpty && textSenders.contains { Self.plainSender($0) == name }
    }

    /// Names in lower case; numbers as digits without the country code of North America.
    private static func plainSender(_ sender: String) -> String {
        if sender.unicodeScalars.contains(where: \.properties.isAlphabetic) {
            return TextRules.trimmed(sender).lowercased()
        }
        let digits = sender.filter { ("0"..."9").contains($0) }
        return digits.count == 11 && digits.hasPrefix("1") ? String(digits.dropFirst()) : digits
    }
}
