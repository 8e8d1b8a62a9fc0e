import Foundation

/// The mailboxes and telephones of the portals' customers: keeps what arrives, within bounds, and passes on what the
/// owners' rules say. Any address has a mailbox as soon as something arrives for it; who may send there is the
/// postmaster's matter.
actor Mailroom {
    static let mailboxesKept = 1_000
    static let bytesKept = 64 * 1_024 * 1_024
    /// A mail that went through so many mailboxes goes no further.
    private static let longestWay = 5

    private let now: @Sendable () -> Date
    private let outbox: Outbox
    let seals: LetterSeals
    /// By address, in lower case.
    private var mailboxes: [String: Mailbox] = [:]
    private var lastID = 0

    init(outbox: Outbox, seals: LetterSeals = LetterSeals(), now: @escaping @Sendable () -> Date) {
        self.outbox = outbox
        self.seals = seals
        self.now = now
    }

    /// Sorted by address.
    var all: [Mailbox] { mailboxes.values.sorted { $0.address < $1.address } }

    /// An empty one where nothing has arrived yet.
    func mailbox(_ address: String) -> Mailbox { mailboxes[Self.key(address)] ?? Mailbox(address: Self.key(address)) }

    /// Whether somebody uses this mailbox: something came for it, or something was set up there.
    func isOpen(_ address: String) -> Bool { mailboxes[Self.key(address)] != nil }

    func open(_ address: String) { _ = change(address) { _ in } }

    func hasRoom(for address: String) -> Bool {
        mailboxes[Self.key(address)] != nil || mailboxes.count < Self.mailboxesKept
    }

    /// Keeps a mail and passes it on by the rules. False when there is no room for one more address.
    func keep(_ message: [UInt8], from sender: String, for address: String) -> Bool {
        guard let mail = file(message, from: sender, for: address) else { return false }
        for target in Set(mailbox(address).rules.filter { $0.takes(mail) }.map(\.to)) {
            forward(mail, from: address, to: target)
        }
        return true
    }

    /// Keeps a text message under the number of its telephone.
    func keep(_ text: OutgoingText) {
        let message = MIMEMessage(
            headers: [("Date", MIMEMessage.date(now(), in: .gmt)), ("From", text.from), ("To", text.to)],
            body: .text(text.body, kind: "plain", encoding: .quotedPrintable))
        _ = file(message.bytes, from: text.from, for: text.to)
    }

    /// False when there are too many.
    func add(_ rule: ForwardRule, to address: String) -> Bool { change(address) { $0.add(rule) } ?? false }

    func removeRule(_ place: Int, of address: String) { _ = change(address) { $0.removeRule(place) } }

    func empty(_ address: String) { _ = change(address) { $0.empty() } }

    /// Writes down what became of a mail that was passed on.
    func note(_ forwarding: ReceivedMail.Forwarding, of mail: Int, at address: String, to target: String) {
        _ = change(address) { $0.note(forwarding, of: mail, to: target) }
    }

    // MARK: - Inside

    private func file(_ message: [UInt8], from sender: String, for address: String) -> ReceivedMail? {
        lastID += 1
        let mail = ReceivedMail(id: lastID, receivedAt: now(), sender: sender, raw: message)
        guard change(address, { $0.keep(mail) }) != nil else { return nil }
        while mailboxes.values.reduce(0, { $0 + $1.bytes }) > Self.bytesKept, let oldest = addressOfOldest {
            mailboxes[oldest]?.dropOldest()
        }
        return mail
    }

    private var addressOfOldest: String? {
        mailboxes.filter { !$0.value.mails.isEmpty }
            .min { ($0.value.mails.first?.id ?? 0) < ($1.value.mails.first?.id ?? 0) }?.key
    }

    /// As a redirect does it: the envelope's sender and the message stay, a trace is written on top.
    private func forward(_ mail: ReceivedMail, from address: String, to target: String) {
        let way = String(decoding: mail.raw.prefix(16 * 1_024), as: UTF8.self)
        guard way.matches(of: /(^|\r\n)Resent-To:/).count < Self.longestWay else { return }
        let trace = """
            Resent-From: \(Self.key(address))\r
            Resent-To: \(target)\r
            Resent-Date: \(MIMEMessage.date(now(), in: .gmt))\r

            """
        note(.underway, of: mail.id, at: address, to: target)
        outbox.post(
            Dispatch(
                messages: [
                    .mail(
                        OutgoingMail(
                            sender: mail.sender, recipient: target, message: Array(trace.utf8) + mail.raw,
                            isForwarded: true))
                ],
                cause: .forward(mail: mail.id, address: Self.key(address), to: target)))
    }

    /// Nil when there is no room for one more address.
    private func change<Value>(_ address: String, _ edit: (inout Mailbox) -> Value) -> Value? {
        guard hasRoom(for: address) else { return nil }
        let key = Self.key(address)
        return edit(&mailboxes[key, default: Mailbox(address: key)])
    }

    private static func key(_ address: String) -> String { address.lowercased() }
}
