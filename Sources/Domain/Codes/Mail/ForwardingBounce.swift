/// Why a probe that was to be forwarded to us came back (mfa-code relay, 2.4), as far as it can be told from its text.
public enum ForwardingBounce: String, Sendable, Codable, CaseIterable {
    /// `550 5.7.520 Access denied, Your organization does not allow external forwarding`: an administrator must allow it.
    case forwardingDenied = "forwarding_denied"

    /// Nil when the text names no reason that is known.
    public init?(text: String) {
        guard Self.names("5.7.520", in: Array(text.utf8.prefix(InboundMessage.textLimit))) else { return nil }
        self = .forwardingDenied
    }

    /// Whether an enhanced status code (RFC 3463) stands in the text by itself.
    private static func names(_ status: String, in text: [UInt8]) -> Bool {
        let wanted = Array(status.utf8)
        let isPart = { (byte: UInt8) in (48...57).contains(byte) || byte == UInt8(ascii: ".") }
        return text.indices.dropLast(wanted.count - 1).contains { start in
            let end = start + wanted.count
            guard text[start] == wanted[0], text[start..<end].elementsEqual(wanted) else { return false }
            let isCutBefore = start == 0 || !isPart(text[start - 1])
            let isCutAfter = end == text.count || !(48...57).contains(text[end])
            return isCutBefore && isCutAfter
        }
    }
}
