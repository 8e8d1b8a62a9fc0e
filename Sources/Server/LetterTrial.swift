import Foundation
public import Ports
import Vault

/// A letter that says nothing but that letters go out.
public struct LetterTrial: Sendable {
    private let sender: any LetterSending
    private let from: String
    private let host: String

    /// nil where no mail server is configured.
    public init?(_ settings: Settings) {
        guard let letters = settings.mail.letters,
            let sender = MailSource.sender(settings.mail, hostName: settings.mailHostName)
        else { return nil }
        self.sender = sender
        from = letters.from
        host = settings.mailHostName
    }

    /// Hands one over. Reports about it go to the address that letters come from.
    public func send(to address: String) async -> LetterVerdict {
        let clock = SystemClock()
        let words = "This letter shows that Tieline at \(host) can send mail. Nothing needs to be done."
        let domain = from.split(separator: "@").last.map(String.init) ?? host
        return await sender.send(
            Letter(
                from: Letter.Party(name: "Tieline", address: from), replyTo: nil,
                to: Letter.Party(name: "", address: address), returnAddress: from,
                messageID: "trial.\(SystemIdentifiers(clock: clock).next())@\(domain)", date: clock.now(),
                subject: "Tieline can send mail", language: "en", text: words + "\n",
                html: """
                    <!doctype html>
                    <html lang="en"><head><meta charset="utf-8"><title>Tieline can send mail</title></head>
                    <body><p>\(words)</p></body></html>

                    """, unsubscribeAddress: nil))
    }
}
