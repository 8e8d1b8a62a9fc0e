import Doorstep
import Foundation
import UseCases
import Vault

/// What writes to customers, and by which server.
enum PostSource {
    static func office(_ settings: Settings) -> PostOffice {
        PostOffice(
            writer: LetterWriter(), sender: MailSource.sender(settings.mail, hostName: settings.mailHostName),
            address: settings.mail.letters?.from ?? "tieline@localhost",
            origin: settings.publicURL.absoluteString.trimmingCharacters(in: ["/"]), signing: HMACSigner())
    }
}
