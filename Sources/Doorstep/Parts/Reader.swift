import Domain
import Foundation
import HTTPKit
import UseCases

/// Who reads a page: in which language, behind which address, when.
struct Reader: Sendable {
    let language: DoorstepLanguage
    /// He chose the language on the page: every further address carries it.
    let isChosen: Bool
    /// `/r/…` or `/c/…`, without a slash at its end. Holds the link's secret: never log it.
    let base: String
    /// What stands behind the base on the page at hand, so that it can be read in the other language: `/decline`.
    let page: String
    var now: Date
    let files: PageFiles
    /// What the last step has to say.
    var notice: String?

    var texts: DoorstepTexts { .of(language) }

    func format(in zone: ZoneName) -> ReaderFormat { ReaderFormat(language: language, zone: zone.zone) }

    /// An address of the same link, in the language that was chosen.
    func address(_ rest: String = "") -> String { isChosen ? Self.in(language, base + rest) : base + rest }

    /// Where a lost control link is sent anew.
    var lostLink: String { isChosen ? Self.in(language, "/c") : "/c" }

    /// The page at hand in the other language.
    var otherLanguage: Frame.Language {
        let other: DoorstepLanguage = language == .english ? .spanish : .english
        return Frame.Language(
            label: texts.page.otherLanguage, code: other.rawValue, address: Self.in(other, base + page))
    }

    private static func `in`(_ language: DoorstepLanguage, _ address: String) -> String {
        "\(address)\(address.contains("?") ? "&" : "?")lang=\(language.rawValue)"
    }

    /// The same reader, later.
    func at(_ now: Date) -> Reader {
        var copy = self
        copy.now = now
        return copy
    }
}
