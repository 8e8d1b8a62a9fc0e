public import Foundation

/// The evidence that somebody agreed: which words he read, when, and from where. Never changed, never deleted before its
/// organization.
public struct Consent: Sendable, Equatable, Codable {
    /// Who agreed.
    public enum Giver: String, Sendable, Codable, CaseIterable {
        /// The customer himself, on his own page.
        case customer
        /// A member or API key of the organization, who says that the customer agreed elsewhere.
        case organization
    }

    public let giver: Giver
    public let at: Date
    public let term: String
    public let scope: AuthorizationScope
    /// Which wording was shown, e.g. `2026-11-27`.
    public let textVersion: String
    public let language: DoorstepLanguage
    /// The network address and the browser's own words about itself, cut to 200 characters; nil for the organization's word.
    public let address: String?
    public let userAgent: String?

    public init(
        giver: Giver, at: Date, term: AuthorizationTerm, scope: AuthorizationScope, textVersion: String,
        language: DoorstepLanguage, address: String?, userAgent: String?
    ) {
        self.giver = giver
        self.at = at
        self.term = term.text
        self.scope = scope
        self.textVersion = textVersion
        self.language = language
        self.address = address
        self.userAgent = userAgent.map { String($0.prefix(200)) }
    }

    /// The wording that customer pages show today. Counted up when what people agree to changes.
    public static let currentTextVersion = "2026-11-27"
}

/// The languages of customer pages and messages.
public enum DoorstepLanguage: String, CaseIterable, Sendable, Codable {
    case english = "en"
    case spanish = "es"

    /// The first of a browser's `Accept-Language` that there is; English when there is none.
    public static func preferred(by header: String) -> DoorstepLanguage {
        let wishes = header.split(separator: ",").prefix(20).enumerated().compactMap {
            place, part -> (Double, Int, DoorstepLanguage)? in
            let fields = part.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            guard let tag = fields.first?.lowercased().split(separator: "-").first,
                let language = DoorstepLanguage(rawValue: String(tag))
            else { return nil }
            let quality = fields.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return quality > 0 ? (quality, place, language) : nil
        }
        return wishes.min { $0.0 != $1.0 ? $0.0 > $1.0 : $0.1 < $1.1 }?.2 ?? .english
    }
}
