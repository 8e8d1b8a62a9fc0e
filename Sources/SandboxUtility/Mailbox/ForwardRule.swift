import Foundation

/// Passes on what a mailbox gets: everything, or only what comes from one domain.
struct ForwardRule: Sendable, Equatable, Encodable {
    /// In lower case; its subdomains belong to it. Nil for all mail.
    let fromDomain: String?
    let to: String

    func takes(_ mail: ReceivedMail) -> Bool {
        guard let fromDomain else { return true }
        return mail.fromDomain == fromDomain || mail.fromDomain.hasSuffix("." + fromDomain)
    }

    private enum CodingKeys: String, CodingKey {
        case to
        case fromDomain = "from_domain"
    }
}
