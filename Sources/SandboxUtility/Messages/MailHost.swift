/// A mail host that takes messages by SMTP.
public struct MailHost: Sendable, Equatable {
    public let host: String
    public let port: Int

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:2525` or `[::1]:2525`; nil when it is neither.
    public init?(_ text: some StringProtocol) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (1...65_535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: port)
    }
}

/// Which host takes the mail for which address.
public struct MailRoutes: Sendable, Equatable {
    /// By domain, in lower case.
    public var domains: [String: MailHost] = [:]
    /// For every other domain; nil for the sandbox's own mailboxes.
    public var rest: MailHost?
    /// For what mailboxes forward to a domain without an entry of its own; nil for `rest`.
    public var forwards: MailHost?

    public init() {}

    func host(for mail: OutgoingMail) -> MailHost? {
        let domain = mail.recipient.split(separator: "@").last.map { $0.lowercased() } ?? ""
        return domains[domain] ?? (mail.isForwarded ? forwards ?? rest : rest)
    }
}
