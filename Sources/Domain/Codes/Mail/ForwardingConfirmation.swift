/// Gmail's question to an address that somebody wants mail forwarded to (mfa-code relay, 2.2).
public struct ForwardingConfirmation: Sendable {
    /// The number that Gmail's settings may ask for.
    public let code: Secret<String>?
    /// The link that says yes; nil when there is none, or more than one. The link that says no is never read out.
    public let link: Secret<String>?
    /// Whose mail is to be forwarded ("Receive Mail from …").
    public let mailbox: EmailAddress?
    /// The alias of ours that the mail came to.
    public let alias: String
    /// Google signed it.
    public let isSigned: Bool

    static let sender = "forwarding-noreply@google.com"
    static let signer = "google.com"

    /// Nil when the message is none: another sender, or neither a code nor a link in it.
    public init?(_ message: InboundMessage) {
        guard message.sender == Self.sender, !message.transport.isText else { return nil }
        code = Self.code(in: message).map { Secret($0) }
        link = ForwardingLink.only(in: [message.text, message.html ?? ""]).map { Secret($0) }
        guard code != nil || link != nil else { return nil }
        mailbox = Self.mailbox(in: message.subject ?? "")
        alias = message.recipient
        isSigned = message.authenticity.dkimDomains.contains(Self.signer)
    }

    /// What to do with it: the link is opened without asking only if nothing stands against it.
    public func step(for enrolment: ForwardingEnrolment?) -> ForwardingStep {
        var doubts: [ForwardingDoubt] = []
        if !isSigned { doubts.append(.notSigned) }
        if let enrolment, enrolment.alias == alias {
            if mailbox != enrolment.mailbox { doubts.append(.otherMailbox) }
        } else {
            doubts.append(.notAwaited)
        }
        guard let link else { return .ask(doubts + [.noLink]) }
        return doubts.isEmpty ? .open(link) : .ask(doubts)
    }

    /// In the subject `(#123456789)`, in every language; else the body's number after a colon.
    private static func code(in message: InboundMessage) -> String? {
        let subject = (message.subject ?? "").prefix(500)
        if let mark = subject.firstRange(of: "(#") {
            let digits = subject[mark.upperBound...].prefix(while: isDigit)
            if codeLengths.contains(digits.count), subject[digits.endIndex...].hasPrefix(")") { return String(digits) }
        }
        for line in message.text.utf8.prefix(InboundMessage.textLimit).split(separator: 10).prefix(200) {
            let parts = String(decoding: line.prefix(500), as: UTF8.self).split(separator: ":")
            guard parts.count == 2 else { continue }
            let value = TextRules.trimmed(String(parts[1]))
            if codeLengths.contains(value.count), value.allSatisfy(isDigit) { return value }
        }
        return nil
    }

    /// The one address in the subject; its words are localised.
    private static func mailbox(in subject: String) -> EmailAddress? {
        let words = subject.prefix(500).split(whereSeparator: \.isWhitespace)
        let found = Set(words.compactMap { EmailAddress(String($0.trimming { "<>()[],;:\"'".contains($0) })) })
        return found.count == 1 ? found.first : nil
    }

    private static let codeLengths = 6...12

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}

/// A mailbox that a customer is about to forward from, as announced in the wizard.
public struct ForwardingEnrolment: Sendable, Equatable {
    public let alias: String
    public let mailbox: EmailAddress

    public init(alias: String, mailbox: EmailAddress) {
        self.alias = alias
        self.mailbox = mailbox
    }
}

/// What happens to a forwarding confirmation.
public enum ForwardingStep: Sendable {
    /// Everything holds: the link may be opened.
    case open(Secret<String>)
    /// Link and code are shown to the customer, who decides.
    case ask([ForwardingDoubt])
}

/// What stands against confirming without asking.
public enum ForwardingDoubt: String, Sendable, Codable, CaseIterable {
    /// No signature of Google passed.
    case notSigned = "not_signed"
    case noLink = "no_link"
    /// No enrolment is open for this alias.
    case notAwaited = "not_awaited"
    /// Another mailbox than the customer announced, or none is named.
    case otherMailbox = "other_mailbox"
}

extension Substring {
    /// Without the characters at both ends for which `isOuter` holds.
    fileprivate func trimming(_ isOuter: (Character) -> Bool) -> Substring {
        let start = drop(while: isOuter)
        guard let last = start.lastIndex(where: { !isOuter($0) }) else { return "" }
        return start[...last]
    }
}
