import Domain
import Foundation
import Ports

/// A letter as it goes over the wire (RFC 5322, MIME): ASCII only, and the same bytes for every try.
struct LetterMessage: Sendable, Equatable {
    /// The envelope.
    let sender: String
    let recipient: String
    let bytes: [UInt8]

    /// Writes a letter. What people wrote, names and the subject, cannot add a header field.
    ///
    /// - Throws: `LetterFault`.
    init(_ letter: Letter) throws(LetterFault) {
        recipient = try Self.address(letter.to.address, or: .recipient)
        sender = try Self.address(letter.returnAddress, or: .sender)
        let from = try Self.address(letter.from.address, or: .sender)
        var fields = [
            HeaderText.exact("Date", Self.date(letter.date)), HeaderText.party("From", letter.from.name, from),
        ]
        if let replyTo = letter.replyTo {
            let address = try Self.address(replyTo.address, or: .replyAddress)
            fields.append(HeaderText.party("Reply-To", replyTo.name, address))
        }
        fields += [
            HeaderText.party("To", letter.to.name, recipient), HeaderText.words("Subject", letter.subject),
            HeaderText.exact("Message-ID", "<\(try Self.messageID(letter.messageID))>"),
            HeaderText.exact("MIME-Version", "1.0"), HeaderText.exact("Content-Language", Self.token(letter.language)),
            // An operator caused it, no person wrote it: whoever is away need not say so (RFC 3834; the other is
            // Exchange's). Delivery reports are wanted.
            HeaderText.exact("Auto-Submitted", "auto-generated"),
            HeaderText.exact("X-Auto-Response-Suppress", "OOF, AutoReply"),
        ]
        if let unsubscribe = letter.unsubscribeAddress {
            fields += [
                HeaderText.exact("List-Unsubscribe", "<\(try Self.webAddress(unsubscribe))>"),
                HeaderText.exact("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
            ]
        }
        // No encoded text has `=_` in it, so that none can end a part.
        let boundary = "=_" + letter.messageID.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(32)
        fields.append(HeaderText.exact("Content-Type", "multipart/alternative; boundary=\"\(boundary)\""))
        let plain = Self.part("plain", BodyText(letter.text), after: boundary)
        let shown = try letter.picture.map { picture throws(LetterFault) in
            try Self.related(BodyText(letter.html), picture, after: boundary)
        }
        let html = shown ?? Self.part("html", BodyText(letter.html), after: boundary)
        let message = fields.map { $0 + "\r\n" }.joined() + "\r\n" + plain + html + "--\(boundary)--\r\n"
        bytes = Array(message.utf8)
    }

    /// HTML with the picture that it shows (RFC 2387, RFC 2392).
    private static func related(
        _ html: BodyText, _ picture: Letter.Picture, after boundary: String
    ) throws(LetterFault) -> String {
        guard let ending = ["image/png": "png", "image/jpeg": "jpg"][picture.mediaType] else {
            throw .malformed(.picture)
        }
        // Neither boundary begins the other.
        let inner = "=_r" + boundary.dropFirst(2)
        let head = [
            "--\(boundary)", "Content-Type: multipart/related; type=\"text/html\";", " boundary=\"\(inner)\"", "",
        ]
        let image = [
            "--\(inner)", "Content-Type: \(picture.mediaType)", "Content-Transfer-Encoding: base64",
            "Content-ID: <\(try messageID(picture.id))>", "Content-Disposition: inline; filename=\"logo.\(ending)\"",
            "",
        ]
        return head.map { $0 + "\r\n" }.joined() + part("html", html, after: inner)
            + image.map { $0 + "\r\n" }.joined() + BodyText.base64(picture.bytes) + "--\(inner)--\r\n"
    }

    private static func part(_ kind: String, _ body: BodyText, after boundary: String) -> String {
        "--\(boundary)\r\nContent-Type: text/\(kind); charset=utf-8\r\n"
            + "Content-Transfer-Encoding: \(body.encoding)\r\n\r\n\(body.encoded)"
    }

    // MARK: - Values that are written as they are

    /// `Mon, 02 Mar 2026 17:15:04 +0000`
    private static func date(_ date: Date) -> String {
        let style = Date.VerbatimFormatStyle(
            format: """
                \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .padded(4)) \
                \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\
                \(second: .twoDigits) +0000
                """, locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt,
            calendar: Calendar(identifier: .gregorian))
        return date.formatted(style)
    }

    /// ASCII alone; what mail systems take with SMTPUTF8 only is refused.
    private static func address(_ text: String, or role: LetterFault.Role) throws(LetterFault) -> String {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { throw .needsUnicode(role) }
        guard EmailAddress(text)?.text == text.lowercased() else { throw .malformed(role) }
        return text
    }

    private static func messageID(_ text: String) throws(LetterFault) -> String {
        let isSound =
            text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>()[],;:\\\"".utf8.contains($0) }
            && text.split(separator: "@", omittingEmptySubsequences: false).map(\.isEmpty) == [false, false]
        guard isSound, text.utf8.count <= 250 else { throw .malformed(.messageID) }
        return text
    }

    /// RFC 8058 wants https; a demonstration on loopback has none.
    private static func webAddress(_ text: String) throws(LetterFault) -> String {
        let isSound = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>\"".utf8.contains($0) }
        guard isSound, text.utf8.count <= 900, text.hasPrefix("https://") || text.hasPrefix("http://") else {
            throw .malformed(.unsubscribeAddress)
        }
        return text
    }

    private static func token(_ text: String) -> String {
        text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
}

/// Why a letter cannot be written.
enum LetterFault: Error, Equatable {
    /// What is wrong with it.
    enum Role: String, Sendable {
        case recipient, sender, messageID, unsubscribeAddress, picture
        case replyAddress
    }

    /// An address that is none.
    case malformed(Role)
    /// An address with characters beyond ASCII.
    case needsUnicode(Role)

    /// What is said of a letter that no try will help. The codes are those of RFC 5321 and RFC 6531.
    var verdict: LetterVerdict {
        switch self {
        case .malformed(.recipient): .refused(code: 553, words: "5.1.3 The address is no e-mail address.")
        case .needsUnicode(.recipient):
            .refused(
                code: 553,
                words: "5.6.7 The address has characters that are not ASCII. Ask for an address without them.")
        case .malformed(.sender), .needsUnicode(.sender):
            .refused(code: 553, words: "5.1.8 The address that letters come from is no ASCII e-mail address.")
        case .malformed(.replyAddress), .needsUnicode(.replyAddress):
            .refused(code: 553, words: "5.1.8 The address that answers go to is no ASCII e-mail address.")
        case .malformed, .needsUnicode: .refused(code: 554, words: "5.6.0 The letter cannot be written.")
        }
    }
}
