import Domain
import UseCases

/// A finished page: text only, nothing left to decide. Its template reads the stored properties by name.
protocol DoorstepPage: Sendable {
    /// The file in `Views`, without its extension.
    static var template: String { get }
    /// What the browser's tab says before the organization's name. Never holds a link.
    var title: String { get }
}

/// What stands around every page.
struct Frame: Sendable {
    let language: String
    /// The organization, as its customers know it.
    let name: String
    let logo: String?
    let stylesheet: String
    /// The brand's colour.
    let colors: String?
    /// Nil where nothing may happen by itself.
    let script: String?
    let icon: String
    let other: Language?
    let skip: String
    let notice: String?
    /// Where the page says that somebody sees it.
    let seen: String?
    let made: String?

    /// The same page in another language.
    struct Language: Sendable {
        let label: String
        let code: String
        let address: String
    }

    /// - Parameters:
    ///   - brand: Nil where nobody knows whose page it is.
    ///   - isInert: For previews: nothing on the page leads anywhere or does anything.
    init(_ reader: Reader, brand: BrandView?, seen: String? = nil, isInert: Bool = false) {
        let organization = brand?.organizationID.prefixed
        let color = brand?.brand.color.flatMap { BrandColor($0) }
        language = reader.language.rawValue
        name = brand?.name ?? "Tieline"
        logo = organization.flatMap { id in brand?.logoDigest.map { "/brand/\(id)/\($0)" } }
        stylesheet = reader.files.stylesheet
        colors = organization.flatMap { id in color.map { BrandStylesheet.address(of: id, $0) } }
        script = isInert ? nil : reader.files.script
        icon = reader.files.icon
        other = isInert ? nil : reader.otherLanguage
        skip = reader.texts.page.skip
        notice = reader.notice
        self.seen = seen
        made = brand.map { reader.texts.page.made.filled(["organization": $0.name]) }
    }
}

/// A link with its words.
struct PageLink: Sendable {
    let label: String
    let address: String
}

/// A button that changes something: a form of its own.
struct PagePost: Sendable {
    let label: String
    let address: String
    /// What is sent along.
    var field: Hidden?

    struct Hidden: Sendable {
        let name: String
        let value: String
    }
}
