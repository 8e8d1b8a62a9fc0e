/// The readable text of an HTML mail (mfa-code relay, 1.4): no styles and scripts, no images, no link addresses, nothing
/// that a mail program would not show; table cells become spaces and blocks lines.
///
/// Takes time linear in its input, of which it reads `sourceLimit` bytes, and gives at most `InboundMessage.textLimit`
/// bytes. It knows styles written at the element, not style sheets.
public struct MailText: Sendable, Equatable {
    public let text: String
    /// What is shown bold or large, one run per line.
    public let emphasis: String

    /// Bytes of HTML that are looked at.
    public static let sourceLimit = 1_048_576

    public init(html: String) {
        var markup = MailMarkup(html)
        var writer = MailTextWriter()
        while !writer.isFull, let piece = markup.next() { writer.write(piece) }
        text = writer.text.string
        emphasis = writer.emphasis.string
    }
}
