/// Why a probe that was to be forwarded to us came back (mfa-code relay, 2.4), as far as it can be told from its text.
public enum ForwardingBounce: String, Sendable, Codable, CaseIterable {
    /// `550 5.7.520 Access denied, Your organization does not allow external forwarding`: an administrator must allow it.
    case forwardingDenied = "forwarding_denied"

    /// Nil when the text names no reason that is known.
    public init?(text: String) {
        let head = String(decoding: text.utf8.prefix(InboundMessage.textLimit), as: UTF8.self)
        guard let denied = EnhancedStatus("5.7.520"), EnhancedStatus.all(in: head).contains(denied) else { return nil }
        self = .forwardingDenied
    }
}
