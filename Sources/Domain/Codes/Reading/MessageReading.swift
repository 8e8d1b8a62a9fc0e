/// The parts of a message that codes are looked for in, each in the sender's spelling.
struct MessageReading {
    let subject: String?
    /// Everything, line by line.
    let lines: [String]
    /// The lines of the mail itself: those of a forwarded mail, without what the forwarder put above it.
    let body: ArraySlice<String>
    /// Bold and large words of an HTML mail, one run per line.
    let emphasis: String

    /// Fewer characters than this in the plain part mean that the mail is in its HTML part.
    private static let plainMinimum = 20

    init(_ message: InboundMessage) {
        let html = message.html.map { MailText(html: $0) }
        let isPlain = message.text.utf8.lazy.filter { $0 > 32 }.prefix(Self.plainMinimum).count == Self.plainMinimum
        let shown = html?.text ?? ""
        self.init(
            subject: message.subject, text: isPlain || shown.isEmpty ? message.text : shown,
            emphasis: html?.emphasis ?? "")
    }

    init(subject: String?, text: String, emphasis: String = "") {
        lines = Self.lines(of: text)
        let forwarded = ForwardedMail(in: lines)
        body = forwarded?.body ?? lines[...]
        self.subject = forwarded?.subject ?? subject
        self.emphasis = emphasis
    }

    /// Lines end in LF, CR LF or CR.
    private static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var line: [UInt8] = []
        var last: UInt8 = 0
        for byte in text.utf8.prefix(InboundMessage.textLimit) {
            switch byte {
            case 10 where last == 13: break
            case 10, 13:
                lines.append(String(decoding: line, as: UTF8.self))
                line.removeAll(keepingCapacity: true)
            default: line.append(byte)
            }
            last = byte
        }
        return lines + [String(decoding: line, as: UTF8.self)]
    }
}
