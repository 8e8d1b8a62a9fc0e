import Domain
import Foundation

/// What of a message is kept, whoever it is for and whoever brought it.
struct MailContent: Sendable {
    private let letter: MailLetter
    private let headers: HeaderBlock
    private let rawSize: Int
    private let text: String
    private let html: String?
    private let attachments: [InboundAttachment]
    private let report: DeliveryReport?

    init(_ letter: MailLetter, headers: HeaderBlock, rawSize: Int, _ limits: MIMELimits) {
        self.headers = headers
        self.rawSize = rawSize
        (text, html) = Self.readable(letter.leaves, limits)
        attachments = Self.attachments(letter.leaves, limits)
        report = ReportReader.report(in: letter.leaves) ?? ReportReader.report(inText: text)
        self.letter = letter
    }

    func message(
        transport: InboundTransport, recipient: String, receivedAt: Date, trust: MailTrust
    ) -> InboundMessage {
        InboundMessage(
            transport: transport, receivedAt: receivedAt, sentAt: sentAt(receivedAt), recipient: recipient.lowercased(),
            sender: sender, subject: letter.subject.map { $0.oneLine(bytes: 998) }, text: text, html: html,
            authenticity: authenticity(trust), rawSize: rawSize,
            reference: letter.messageID.map { $0.oneLine(bytes: 512) }, attachments: attachments, report: report)
    }

    /// As mail hosts note them, the surest first; then what the sender wrote.
    var statedRecipients: [String] {
        let names = ["delivered-to", "x-original-to", "envelope-to", "x-forwarded-to", "to", "cc"]
        var recipients: [String] = []
        for value in names.flatMap({ headers.values(of: $0) }) {
            let words = value.lowercased().split { " \t,;:<>()\"".contains($0) }
            recipients += words.filter { $0.contains("@") && $0.utf8.count <= 254 }.map(String.init)
        }
        return recipients.prefix(100).reduce(into: []) { all, one in if !all.contains(one) { all.append(one) } }
    }

    /// Exactly one address, else nobody: with two, each reader may believe another.
    private var sender: String {
        guard letter.senders.count == 1, headers.values(of: "from").count == 1 else { return "" }
        let address = letter.senders[0].lowercased()
        let isPlain = address.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
        return address.utf8.count <= 254 && address.contains("@") && isPlain ? address : ""
    }

    /// A day of slack for wrong clocks; nothing was sent by mail before the year 2000.
    private func sentAt(_ receivedAt: Date) -> Date? {
        letter.date.flatMap { date in
            date <= receivedAt.addingTimeInterval(86_400) && date.timeIntervalSince1970 >= 946_684_800 ? date : nil
        }
    }

    private func authenticity(_ trust: MailTrust) -> Authenticity {
        let found =
            trust.authenticationServer.map { server in
                AuthenticationResults.dkimDomains(in: headers, of: server, onTop: trust.isOnTop)
            } ?? []
        return Authenticity(dkimDomains: trust.dkimDomains.union(found), isVouchedFor: trust.isVouchedFor)
    }

    /// The parts to be read, one after the other, without the line ends behind each. HTML is text too, unless a plain
    /// part says the same.
    private static func readable(_ leaves: [MailLeaf], _ limits: MIMELimits) -> (text: String, html: String?) {
        let saidPlainly = alternatives(in: leaves)
        var texts: [String] = []
        var pages: [String] = []
        for leaf in leaves {
            switch leaf {
            case .text(let leaf):
                // Four bytes are the most that one byte of text can become.
                let limit = leaf.isHTML ? limits.htmlBytes : InboundMessage.textLimit * 4
                let text = MailTextDecoding.text(Array(leaf.bytes.prefix(limit)), charset: leaf.charset)
                guard leaf.isHTML else {
                    texts.append(text.trimmingLineEnds)
                    continue
                }
                pages.append(text)
                if leaf.alternative.map({ saidPlainly.contains($0) }) != true {
                    texts.append(MailText(html: text).text)
                }
            case .letter(let sender, let subject, _):
                // As mail programs forward within the text, so that it reads the same.
                let lines = [
                    "---------- Forwarded message ---------", "From: \(sender ?? "")",
                    "Subject: \((subject ?? "").oneLine(bytes: 998))", "",
                ]
                texts.append(lines.joined(separator: "\n"))
            case .file: break
            }
        }
        let html = pages.joined(separator: "\n").prefix(bytes: limits.htmlBytes)
        return (texts.joined(separator: "\n").prefix(bytes: InboundMessage.textLimit), pages.isEmpty ? nil : html)
    }

    /// The alternatives that have a plain part.
    private static func alternatives(in leaves: [MailLeaf]) -> Set<Int> {
        var found: Set<Int> = []
        for case .text(let leaf) in leaves where !leaf.isHTML { leaf.alternative.map { _ = found.insert($0) } }
        return found
    }

    private static func attachments(_ leaves: [MailLeaf], _ limits: MIMELimits) -> [InboundAttachment] {
        let all = leaves.compactMap { leaf in
            switch leaf {
            case .text: nil as InboundAttachment?
            case .file(let name, let mediaType, let bytes):
                InboundAttachment(name: fileName(name ?? ""), mediaType: tidied(mediaType), bytes: bytes)
            case .letter(_, let subject, let bytes):
                InboundAttachment(
                    name: fileName("\(subject ?? "message").eml"), mediaType: "message/rfc822", bytes: bytes)
            }
        }
        return Array(all.filter { !$0.bytes.isEmpty }.prefix(limits.attachments))
    }

    private static func tidied(_ mediaType: String) -> String {
        let isPlain = mediaType.utf8.allSatisfy { (0x21...0x7E).contains($0) } && mediaType.utf8.count <= 127
        return isPlain ? mediaType : "application/octet-stream"
    }

    /// Without folders and controls; a name that says nothing becomes `attachment`.
    private static func fileName(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let plain = String(last.oneLine(bytes: 800).prefix(200))
        return plain.allSatisfy({ $0 == "." || $0 == " " }) ? "attachment" : plain
    }
}
