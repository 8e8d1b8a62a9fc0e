import Foundation

/// A mail as a mailbox keeps it.
struct ReceivedMail: Sendable, Identifiable {
    /// A file that came with a mail.
    struct File: Sendable {
        let name: String
        let type: String
        let bytes: [UInt8]
    }

    /// What became of passing it on.
    enum Forwarding: String, Sendable, Encodable { case underway, taken, refused }

    let id: Int
    let receivedAt: Date
    /// As the dialogue said, which need not be what the mail says.
    let sender: String
    let raw: [UInt8]
    let from: String
    let subject: String
    /// The plain text, or the HTML without its tags.
    let text: String
    /// The HTML as it came, a stranger's; nil where there is none.
    let html: String?
    let files: [File]
    /// By the address it was passed on to.
    var forwardings: [String: Forwarding] = [:]

    init(id: Int, receivedAt: Date, sender: String, raw: [UInt8]) {
        self.id = id
        self.receivedAt = receivedAt
        self.sender = sender
        self.raw = raw
        let message = MailPart(raw[...])
        from = TransferText.words(message.header("from") ?? sender)
        subject = TransferText.words(message.header("subject") ?? "")
        let leaves = message.leaves
        let texts = leaves.filter { $0.fileName == nil }
        html = texts.first { $0.type == "text/html" }?.text
        text = texts.first { $0.type == "text/plain" }?.text ?? html.map(Self.bare) ?? ""
        files = leaves.compactMap { part in
            part.fileName.map { File(name: $0, type: part.type, bytes: part.bytes) }
        }
    }

    /// The domain of the address in `From`.
    var fromDomain: String { Self.domain(ofSender: from) }

    /// In lower case; empty where there is none.
    static func domain(ofSender from: String) -> String {
        let address = from.firstMatch(of: /<([^<>]*)>\s*$/).map { $0.output.1 } ?? from[...]
        return address.split(separator: "@").last.map { $0.trimmingCharacters(in: .whitespaces).lowercased() } ?? ""
    }

    private static func bare(_ html: String) -> String {
        html.replacing(/<(style|script)[\s\S]*?<\/(style|script)>/.ignoresCase(), with: " ")
            .replacing(/<[^>]*>/, with: " ").replacing("&amp;", with: "&").replacing("&nbsp;", with: " ")
    }
}
