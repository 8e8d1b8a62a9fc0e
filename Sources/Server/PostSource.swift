import Doorstep
import Foundation
import UseCases
import Vault

/// What writes to customers, and by which server.
enum PostSource {
    static func office(_ settings: Settings) -> PostOffice {
        PostOffice(
            writer: LetterWriter(), sender: nil, address: "tieline@localhost",
            origin: settings.publicURL.absoluteString.trimmingCharacters(in: ["/"]), signing: HMACSigner())
    }
}
