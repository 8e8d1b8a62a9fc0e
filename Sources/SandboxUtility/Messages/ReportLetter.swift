import Foundation

/// The mail by which a mail host tells a sender what became of his message (RFC 3464).
struct ReportLetter: Sendable {
    let fate: ReportedFate
    /// The message, of which the report brings the header back.
    let message: [UInt8]
    let recipient: String
    let writtenAt: Date
    /// Random; names the report.
    let token: String

    func mail(to sender: String) -> OutgoingMail {
        let report = MIMEMessage(
            headers: [
                ("Date", MIMEMessage.date(writtenAt, in: .gmt)),
                ("From", "Mail Delivery System <MAILER-DAEMON@\(LetterSeals.authority)>"), ("To", sender),
                ("Subject", fate.subject), ("Message-ID", "<report.\(token.prefix(32))@\(LetterSeals.authority)>"),
                ("Auto-Submitted", "auto-replied"),
            ],
            body: .several(
                [
                    .text(words, kind: "plain", encoding: .plain),
                    .lines(fields, type: "message/delivery-status"), .lines(header, type: "text/rfc822-headers"),
                ], kind: "report; report-type=delivery-status", boundary: "=_\(token.prefix(24))"))
        return OutgoingMail(sender: "", recipient: sender, message: report.bytes)
    }

    private var words: String {
        """
        This is the mail system at host \(LetterSeals.authority).

        <\(recipient)>: \(fate.words)

        """
    }

    private var fields: String {
        """
        Reporting-MTA: dns; \(LetterSeals.authority)
        Arrival-Date: \(MIMEMessage.date(writtenAt, in: .gmt))

        Final-Recipient: rfc822; \(recipient)
        Original-Recipient: rfc822; \(recipient)
        Action: \(fate.action)
        Status: \(fate.status)
        Diagnostic-Code: smtp; \(fate.words)

        """
    }

    /// The message's own, as far as it is ASCII.
    private var header: String {
        let head = message.prefix(16 * 1_024)
        let end = head.firstRange(of: Array("\r\n\r\n".utf8))?.lowerBound ?? head.endIndex
        let plain = head[..<end].filter { (0x20...0x7e).contains($0) || $0 == 0x09 || $0 == 0x0a }
        return String(decoding: plain, as: UTF8.self) + "\n"
    }
}
